#!/usr/bin/env bash
# Makes the models in models/ from the pinned float models, the recipes and the calibrations kept beside them, and says how
# they differ from those that models/models.json describes. The same sources give the same files on every machine.
# With --calibrate it first finds the calibrations anew on the pinned sample photographs; there, a few values depend on the CPU.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

readonly project=src/DoorFace.ModelBuilder
readonly sources=.cache/models

calibrate=0
if [[ ${1:-} == --calibrate ]]; then
  calibrate=1
elif (($# != 0)); then
  fail "Usage: scripts/build-models.sh [--calibrate]"
fi

scripts/setup.sh
dotnet build "$project" --configuration Release --verbosity quiet
# The float models and their manifest stand side by side, so that 'doorface-lab eval --models' takes them as well.
cp models/float/models.json "$sources/models.json"

builder() { dotnet run --project "$project" --configuration Release --no-build -- "$@"; }

# make ROLE SOURCE RESULT
make() {
  builder quantize "$sources/$2" --recipe "$project/Recipes/$1.json" --out "models/$3"
}

# make_calibrated ROLE SOURCE RESULT
make_calibrated() {
  local recipe=$project/Recipes/$1.json calibration=$project/Recipes/$1.calibration.json
  if ((calibrate)); then
    builder calibrate "$sources/$2" --recipe "$recipe" --role "$1" \
      --photographs .cache/photos --sources "$sources/models.json" --out "$calibration"
  fi
  builder quantize "$sources/$2" --recipe "$recipe" --calibration "$calibration" --out "models/$3"
}

make_calibrated detector fr_detect.onnx face-detector.int8.onnx
make_calibrated landmarks fr_landmark.onnx face-landmarks.int8.onnx
make_calibrated embedder fr_feature.onnx face-embedder.int8.onnx
make liveness fr_liveness.onnx face-liveness.onnx

changed=0
for model in models/*.onnx; do
  if ! grep -q "$(sha256sum <"$model" | cut -d ' ' -f 1)" models/models.json; then
    say "$model is not the file that models/models.json describes."
    changed=1
  fi
done
if ((changed)); then
  say "To take them over, set file names and hashes in models/models.json, and measure the embedder's impostor scores anew:" \
    "doorface-lab eval FOLDER --models models/models.json --impostor-scores"
else
  say "All as models/models.json describes them."
fi
