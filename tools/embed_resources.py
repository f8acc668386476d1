#!/usr/bin/env python3
"""Writes C++ sources that hold packed files as string literals, for embedded_resources() of core/base/world.h.

    embed_resources.py group NAME LIST OUTPUT   the files of one group, packed as one; a line of LIST is "<resource path>\\t<file>"
    embed_resources.py table OUTPUT NAME=LIST...  the table of all files, sorted by path

Packed with zstd: a text in four languages and two versions repeats itself at distances that the compression of HTTP does not see.
"""

import subprocess
import sys
from pathlib import Path

HEADER = '#include "core/base/world.h"\n\n'


def literal(data: bytes) -> str:
    """Adjacent string literals with the bytes of data; octal escapes have three digits, so that none runs into what follows."""
    plain = {ord("\n"): "\\n", ord('"'): '\\"', ord("\\"): "\\\\", ord("?"): "\\?"}
    table = [plain.get(byte) or (chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}") for byte in range(256)]
    lines = []
    for start in range(0, max(len(data), 1), 4096):
        lines.append('"' + "".join(table[byte] for byte in data[start : start + 4096]) + '"')
    return "\n".join(lines)


def entries(list_file: Path) -> list[tuple[str, Path]]:
    lines = [line.split("\t", 1) for line in list_file.read_text("utf-8").splitlines() if line]
    return sorted((path, Path(file)) for path, file in lines)


def group_source(name: str, list_file: Path) -> str:
    data = b"".join(file.read_bytes() for _, file in entries(list_file))
    packed = subprocess.run(["zstd", "--ultra", "-22", f"--stream-size={len(data)}", "--no-check", "--quiet", "--stdout"], input=data, stdout=subprocess.PIPE, check=True).stdout
    return (
        f"{HEADER}namespace konkordat {{\n\nextern EmbeddedGroup const embedded_group_{name};\n\n"
        f"EmbeddedGroup const embedded_group_{name} {{ std::string_view(\n{literal(packed)},\n{len(packed)}), {len(data)} }};\n\n}} // namespace konkordat\n"
    )


def table_source(groups: list[tuple[str, Path]]) -> str:
    files = []
    for index, (_, list_file) in enumerate(groups):
        offset = 0
        for path, file in entries(list_file):
            size = file.stat().st_size
            files.append((path, index, offset, size))
            offset += size
    declarations = "".join(f"extern EmbeddedGroup const embedded_group_{name};\n" for name, _ in groups)
    rows = "".join(f'    {{ "{path}", {index}, {offset}, {size} }},\n' for path, index, offset, size in sorted(files))
    packed = ", ".join(f"embedded_group_{name}" for name, _ in groups)
    return f"""{HEADER}#include <array>

namespace konkordat {{

{declarations}
EmbeddedResources embedded_resources()
{{
    static constexpr auto s_files = std::to_array<EmbeddedFile>({{
{rows}    }});
    static EmbeddedGroup const s_groups[] {{ {packed} }};
    return {{ s_files, s_groups }};
}}

}} // namespace konkordat
"""


def main(arguments: list[str]) -> None:
    match arguments:
        case ["group", name, list_file, output]:
            Path(output).write_text(group_source(name, Path(list_file)), "utf-8")
        case ["table", output, *groups]:
            pairs = [group.split("=", 1) for group in groups]
            Path(output).write_text(table_source([(name, Path(list_file)) for name, list_file in pairs]), "utf-8")
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
