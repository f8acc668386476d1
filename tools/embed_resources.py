#!/usr/bin/env python3
"""Writes C++ sources that hold files as string literals, for embedded_resources() of core/base/world.h.

    embed_resources.py group NAME LIST OUTPUT   the files of one group; a line of LIST is "<resource path>\\t<file>"
    embed_resources.py table NAME... OUTPUT     the function that joins the groups, sorted by path
"""

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


def group_source(name: str, list_file: Path) -> str:
    entries = [line.split("\t", 1) for line in list_file.read_text("utf-8").splitlines() if line]
    items = []
    for path, file in sorted(entries):
        data = Path(file).read_bytes()
        items.append(f'    EmbeddedResource {{ "{path}", std::string_view(\n{literal(data)},\n{len(data)}) }},')
    array = (
        f"EmbeddedResource const s_resources[] = {{\n" + "\n".join(items) + "\n};\n"
        if items
        else "std::span<EmbeddedResource const> const s_resources;\n"
    )
    return (
        f"{HEADER}namespace konkordat {{\n\nstd::span<EmbeddedResource const> embedded_{name}();\n\nnamespace {{\n\n{array}\n}} // namespace\n\n"
        f"std::span<EmbeddedResource const> embedded_{name}()\n{{\n    return s_resources;\n}}\n\n}} // namespace konkordat\n"
    )


def table_source(names: list[str]) -> str:
    declarations = "".join(f"std::span<EmbeddedResource const> embedded_{name}();\n" for name in names)
    calls = ", ".join(f"embedded_{name}()" for name in names)
    return f"""{HEADER}#include <algorithm>
#include <vector>

namespace konkordat {{

{declarations}
std::span<EmbeddedResource const> embedded_resources()
{{
    static std::vector<EmbeddedResource> const s_all = [] {{
        std::vector<EmbeddedResource> all;
        for (auto group : {{ {calls} }})
            all.insert(all.end(), group.begin(), group.end());
        std::ranges::sort(all, {{}}, &EmbeddedResource::path);
        return all;
    }}();
    return s_all;
}}

}} // namespace konkordat
"""


def main(arguments: list[str]) -> None:
    match arguments:
        case ["group", name, list_file, output]:
            Path(output).write_text(group_source(name, Path(list_file)), "utf-8")
        case ["table", *names, output]:
            Path(output).write_text(table_source(names), "utf-8")
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
