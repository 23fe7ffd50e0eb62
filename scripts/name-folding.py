#!/usr/bin/env python3
"""Writes src/DoorFace.Storage/Residents/Names/*.txt anew: how residents' names are compared. From the Unicode data that comes with Python."""
import pathlib
import unicodedata

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "src/DoorFace.Storage/Residents/Names"
# Both kinds of i are one: the capital of one is the other's in Turkish, and nobody knows which language a name is in.
TURKISH = {0x130: "i", 0x131: "i"}


def folded(text):
    """Compatibility decomposition with full case folding, until nothing changes any more: NFKD(toNFKC_Casefold)."""
    before = None
    while text != before:
        before, text = text, unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return text


def folding():
    table = {}
    for point in range(0x80, 0x110000):
        # Hangul is decomposed by arithmetic; what does not print is in no name.
        if 0xAC00 <= point <= 0xD7A3 or unicodedata.category(chr(point)) in ("Cn", "Co", "Cc", "Cf", "Cs"):
            continue
        result = TURKISH.get(point) or folded(chr(point))
        if result != chr(point):
            table[point] = [ord(one) for one in result]
    return table


def runs(table):
    """Lines of: first, how many, step, step of the result, result."""
    done = set()
    for point in sorted(table):
        if point in done:
            continue
        result, best = table[point], (1, 1, 0)
        if len(result) == 1:
            for step in (1, 2):
                for other in (0, 1, 2):
                    count = 1
                    while point + count * step not in done and table.get(point + count * step) == [result[0] + count * other]:
                        count += 1
                    best = max(best, (count, step, other))
        count, step, other = best if best[0] >= 3 else (1, 1, 0)
        done.update(point + i * step for i in range(count))
        yield [point, count, step, other, *result]


def classes():
    """Lines of: first, last, combining class."""
    lines = []
    for point in range(0x110000):
        value = unicodedata.combining(chr(point))
        if not value:
            continue
        if lines and lines[-1][1:] == [point - 1, value]:
            lines[-1][1] = point
        else:
            lines.append([point, point, value])
    return lines


def write(name, what, lines):
    text = [f"# {what} Unicode {unicodedata.unidata_version}, written by scripts/name-folding.py; hexadecimal."]
    text += [" ".join(f"{number:X}" for number in line) for line in lines]
    (FOLDER / name).write_text("\n".join(text) + "\n", encoding="ascii")


write("folding.txt", "First, how many, step, step of the result, result.", runs(folding()))
write("combining.txt", "First, last, combining class.", classes())
