#!/usr/bin/env bash
# Makes the models in models/ from the pinned float models and the pinned sample photographs, and says how they
# differ from those that models/models.json describes. The same sources give the same files.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

readonly project=src/DoorFace.ModelBuilder
readonly sources=.cache/models

scripts/setup.sh
dotnet build "$project" --configuration Release --verbosity quiet
# The float models and their manifest stand side by side, so that 'doorface eval --models' takes them as well.
cp models/float/models.json "$sources/models.json"

# make ROLE SOURCE RESULT
make() {
  dotnet run --project "$project" --configuration Release --no-build -- quantize "$sources/$2" \
    --recipe "$project/Recipes/$1.json" --role "$1" \
    --calibration .cache/photos --sources "$sources/models.json" --out "models/$3"
}

make detector fr_detect.onnx face-detector.int8.onnx
make landmarks fr_landmark.onnx face-landmarks.int8.onnx
make embedder fr_feature.onnx face-embedder.int8.onnx
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
    "doorface eval FOLDER --models models/models.json --impostor-scores"
else
  say "All as models/models.json describes them."
fi
