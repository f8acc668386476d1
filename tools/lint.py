#!/usr/bin/env python3
"""Checks what no compiler does: who may include whom, spelling, and that no machine is named. Prints each finding; exits 1 if any."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

INCLUDE = re.compile(r'^\s*#\s*include\s+["<]([^">]+)[">]', re.MULTILINE)
LIBRARY = re.compile(r"konkordat_library\(\s*(\w+)([^)]*)\)")

# The programs that run in a browser, and what is measured of them.
BROWSER = ("web/platform/browser/", "web/platform/documents_worker/", "tests/bench/")
# Header of a library -> the folders that may include it.
ONLY_IN = {
    re.compile(r"^imgui|^imstb_|^backends/imgui"): ("web/ui/", "web/platform/", "tests/core/ui/", "tests/bench/"),
    re.compile(r"^emscripten"): BROWSER,
    re.compile(r"^sqlite3"): ("core/store/", "tests/core/store/"),
    re.compile(r"^hb"): ("core/layout/", "core/pdf/", "tests/", "tools/"),
    re.compile(r"^qpdf/"): ("core/pdf/", "core/sign/", "tests/"),
    re.compile(r"^openssl/"): ("core/crypto/", "tests/core/crypto/"),
}
BROWSER_ONLY = re.compile(r"\b(EM_JS|EM_ASM|__EMSCRIPTEN__|EMSCRIPTEN_KEEPALIVE)\b")
# Hosts and folders of some machine; written so that this file does not match itself.
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home/\w+)/|\b(?:[\w-]+\.)?deb(?:ian)?\.debian\.org|registry\.[\w.]*npm|pypi\.[o]rg")
GERMAN = re.compile(r"(^templates/.*/de\.md|^web/i18n/de\.|^templates/|^assets/)")
LONGEST = 500


def tracked() -> list[str]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True
    ).stdout.decode()
    return sorted(name for name in listing.split("\0") if name and (ROOT / name).is_file())


def text_of(name: str) -> str | None:
    try:
        return (ROOT / name).read_text("utf-8")
    except UnicodeDecodeError:
        return None


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def module_graph(names: list[str]) -> dict[str, set[str]]:
    """Core folder -> the core folders that one of its libraries may use, by its CMakeLists.txt."""
    folder_of: dict[str, str] = {}
    words_of: dict[str, set[str]] = {}
    for name in names:
        if match := re.fullmatch(r"core/(\w+)/CMakeLists\.txt", name):
            for module, arguments in LIBRARY.findall(text_of(name) or ""):
                folder_of[module] = match.group(1)
                words = arguments.replace("konkordat_", "").split()
                words_of.setdefault(match.group(1), set()).update(word for word in words if re.fullmatch(r"[a-z]\w*", word))
    direct = {folder: {folder_of[word] for word in words if word in folder_of} for folder, words in words_of.items()}

    def reachable(module: str, seen: set[str]) -> set[str]:
        for used in direct.get(module, set()) - seen:
            seen.add(used)
            reachable(used, seen)
        return seen

    return {module: reachable(module, {module}) for module in direct}


def source_findings(name: str, text: str, graph: dict[str, set[str]]):
    module = re.match(r"core/(\w+)/", name)
    for match in INCLUDE.finditer(text):
        header, line = match.group(1), line_of(text, match.start())
        used = re.match(r"core/(\w+)/", header)
        if module and header.startswith("web/"):
            yield line, f"core must not use {header}"
        if module and used and module.group(1) in graph and used.group(1) not in graph[module.group(1)]:
            yield line, f"core/{module.group(1)} does not depend on core/{used.group(1)}"
        for pattern, folders in ONLY_IN.items():
            if pattern.match(header) and not name.startswith(folders):
                yield line, f"{header} may be included in {', '.join(folders)} only"
    if not name.startswith(BROWSER):
        for match in BROWSER_ONLY.finditer(text):
            yield line_of(text, match.start()), f"{match.group(1)} belongs into web/platform"
    lines = text.count("\n")
    if lines > LONGEST:
        yield lines, f"{lines} lines: no file longer than about {LONGEST}"


def findings(names: list[str]):
    graph = module_graph(names)
    for name in names:
        text = text_of(name)
        if text is None:
            continue
        if name.endswith((".cpp", ".h")):
            for line, message in source_findings(name, text, graph):
                yield name, line, message
        if GERMAN.match(name):
            for match in re.finditer("ß", text):
                yield name, line_of(text, match.start()), "Swiss German has ss"
        if name != "tools/lint.py":
            for match in MACHINE.finditer(text):
                yield name, line_of(text, match.start()), f"names a machine: {match.group(0)}"


def main() -> int:
    count = 0
    for name, line, message in findings(tracked()):
        print(f"{name}:{line}: {message}")
        count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
