#!/usr/bin/env python3
"""Packs hyphenation patterns for core/layout/hyphenation.cpp: pack_hyphenation.py PATTERNS PACKED

PATTERNS is UTF-8: one pattern a line as in TeX (".ab3a"), or a libhyphen dictionary, of which the last level is taken.
PACKED is laid out so that it compresses well and is read in one pass:
    konkordat-hyphenation 1\n
    <alphabet, UTF-8, beginning with '.'>\n
    <patterns> <letters> <values>\n
    <values> lines: digits of a pattern, trailing zeros left out
    <patterns> bytes: how many letters of the one before to take off its end
    <letters> bytes: letters to add, by their place in the alphabet from 1; 0x80 marks the last one of a pattern
    <patterns> bytes: place of its digits among the values if below 240; else 240 + high byte of (place - 240),
        low bytes following after all of them
Patterns are sorted by letters. Left out is a pattern that says nothing beyond the patterns it contains.
"""

import re
import sys

DIRECTIVE = re.compile(r"^(UTF-8|ISO8859-\d+|\w*HYPHENMIN .*|NOHYPHEN .*)$")


def read_patterns(path):
    patterns = {}
    for line in open(path, encoding="utf-8"):
        line = line.strip()
        if line == "NEXTLEVEL":
            patterns = {}
        if not line or line.startswith(("%", "#")) or line == "NEXTLEVEL" or DIRECTIVE.match(line):
            continue
        if "/" in line:  # a division that changes the spelling
            continue
        letters = re.sub(r"\d", "", line)
        values = [0] * (len(letters) + 1)
        at = 0
        for character in line:
            if character.isdigit():
                values[at] = int(character)
            else:
                at += 1
        patterns[letters] = values
    return patterns


def is_implied(letters, values, patterns):
    found = [0] * len(values)
    for begin in range(len(letters)):
        for end in range(begin + 1, len(letters) + 1):
            if end - begin == len(letters):
                continue
            inner = patterns.get(letters[begin:end])
            for at, value in enumerate(inner or []):
                found[begin + at] = max(found[begin + at], value)
    return all(a >= b for a, b in zip(found, values))


def pack(patterns):
    alphabet = "." + "".join(sorted(set("".join(patterns)) - {"."}))
    assert len(alphabet) < 128
    place = {letter: i + 1 for i, letter in enumerate(alphabet)}
    needed = [(bytes(place[c] for c in letters), values) for letters, values in patterns.items() if not is_implied(letters, values, patterns)]
    needed.sort()
    digits = ["".join(map(str, values)).rstrip("0") for _, values in needed]
    count = {}
    for text in digits:
        count[text] = count.get(text, 0) + 1
    table = sorted(count, key=lambda text: (-count[text], text))
    number = {text: i for i, text in enumerate(table)}

    takes, adds, high, low = bytearray(), bytearray(), bytearray(), bytearray()
    previous = b""
    for (letters, _), text in zip(needed, digits):
        common = 0
        while common < min(len(previous), len(letters)) and previous[common] == letters[common]:
            common += 1
        takes.append(len(previous) - common)
        adds += letters[common:-1]
        adds.append(letters[-1] | 0x80)
        previous = letters
        if number[text] < 240:
            high.append(number[text])
        else:
            high.append(240 + (number[text] - 240) // 256)
            low.append((number[text] - 240) % 256)
    head = f"konkordat-hyphenation 1\n{alphabet}\n{len(needed)} {len(adds)} {len(table)}\n" + "".join(text + "\n" for text in table)
    return head.encode() + takes + adds + high + low


def main():
    source, target = sys.argv[1:]
    packed = pack(read_patterns(source))
    with open(target, "wb") as file:
        file.write(packed)


main()
