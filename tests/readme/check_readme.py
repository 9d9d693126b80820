#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""check_readme.py PART SOURCE_DIR CXX CALQUE LIBRARY...: what the READMEs show is what the library and the program do.

The parts: `tables` of headers, diagnostics, switches, limits, fields and examples agree with the sources, and links lead
somewhere; `mistakes` are caught by the compiler in the words shown; `first_program` is compiled by the command that is
shown, and prints the output shown; so do further `programs`, in compiled mode with the libraries; `sessions` are repeated;
`commands` are run in a copy of the sources, except those that .ci/newcomer runs.
"""
import difflib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

part, source, compiler, calque, *libraries = sys.argv[1:]
source = pathlib.Path(source)
sys.dont_write_bytecode = True
sys.path.append(str(source / "tests/compile_fail"))
from first_error import compile_once, first_error, is_clang, is_said, with_headers_read  # noqa: E402

folders = [source / folder for folder in ("include", "tests", "benchmarks", "examples")]
readmes = {path: path.read_text(encoding="utf-8") for path in
           [source / "README.md"] + sorted(path for folder in folders for path in folder.rglob("README.md"))}
readme = readmes[source / "README.md"]
include = source / "include/calque"
headers = {str(path.relative_to(include)): path.read_text(encoding="utf-8") for path in sorted(include.rglob("*.hpp"))}
COMPILED = ["-std=c++20", f"-I{source / 'include'}", "-DCALQUE_SEPARATE_COMPILATION"]
failures = 0


def expect_same(what, shown, actual):
    """Counts and prints a difference between the README and the truth."""
    global failures
    if shown == actual:
        print(f"ok: {what}")
        return
    failures += 1
    print(f"FAILED: {what}: '-' is the README, '+' is the truth")
    print("\n".join(difflib.unified_diff(shown.splitlines(), actual.splitlines(), lineterm="", n=1)))


def run(command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=280, check=False,
                          encoding="utf-8", **options)
    return done.returncode, done.stdout


def blocks(language):
    """The blocks of all READMEs in a language; those of the root's come first."""
    return [block for text in readmes.values()
            for block in re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)]


def rows(heading):
    """The rows of all tables under a heading row."""
    found = [row for text in readmes.values() for table in text.split("\n" + heading)[1:]
             for row in table.split("\n\n", 1)[0].rstrip("\n").split("\n")[2:]]
    if not found:
        sys.exit(f"no README has a table {heading}")
    return found


def check_program(work):
    program = blocks("cpp")[0]
    expect_same("the first program has at most 12 lines", "True", str(program.count("\n") <= 12))
    shown = readme[:readme.index(blocks("text")[0])] + blocks("text")[0]
    expect_same("its output stands above line 30", "True", str(shown.count("\n") < 30))
    expect_same("the root README has at most 120 lines", "True", str(readme.count("\n") <= 120))
    line = re.search(r"compiled with `g\+\+ ([^`]*)`", readme).group(1)
    (work / "program.cpp").write_text(program, encoding="utf-8")
    arguments = [str(work / "program.cpp") if each == "program.cpp" else each for each in shlex.split(line)]
    code, said = run([compiler, *arguments, "-o", str(work / "program")], cwd=source)
    expect_same("the program compiles without a warning", "exit code 0\n", f"exit code {code}\n{said}")
    if code == 0:
        expect_same("the program prints what is shown", blocks("text")[0], run([str(work / "program")])[1])
        symbols = source / "tests/readme/inline_symbols"
        expect_same("all of the library in it is inline", "", run([str(symbols), str(work / "program")])[1])


def check_further_programs(work):
    """Every other program prints the text block after it."""
    system = ["-lboost_json", "-lboost_url", "-lssl", "-lcrypto", "-lz"]
    found = [(path.relative_to(source), *pair) for path, text in readmes.items()
             for pair in re.findall(r"^```cpp\n(.*?)^```\n\n```text\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)]
    expect_same("every program of a README shows its output", str(len(blocks("cpp"))), str(len(found)))
    for number, (path, program, shown) in enumerate(found[1:]):
        (work / "further.cpp").write_text(program, encoding="utf-8")
        code, said = run([compiler, *COMPILED, "-Wall", "-Wextra", "-Werror", str(work / "further.cpp"),
                          "-o", str(work / "further"), *libraries, *system])
        what = f"program {number + 2}, of {path},"
        expect_same(f"{what} compiles", "exit code 0\n", f"exit code {code}\n{said}")
        if code == 0:
            expect_same(f"{what} prints what is shown", shown, run([str(work / "further")])[1])


def check_commands(work):
    """Every command of a block is run; the first block is what CI runs as a newcomer, on a bare system."""
    for path, text in readmes.items():
        fences = re.findall(r"^```(.*)$", text, re.MULTILINE)
        expect_same(f"each block of {path.relative_to(source)} says what it is in", "[]",
                    str([i for i in fences[::2] if not i]))
    first, *others = blocks("sh")
    listed = run([str(source / ".ci/newcomer"), "--list"])[1]
    expect_same("a newcomer in CI runs the first block", first, listed)
    copy = work / "calque"
    shutil.copytree(source, copy, ignore=shutil.ignore_patterns("build", ".git"))
    environment = {**os.environ, "HOME": str(work), "CXX": compiler}
    for block in others:
        code, said = run(["bash", "-euc", block], cwd=copy, env=environment)
        expect_same(f"these commands work:\n{block}", "exit code 0\n", f"exit code {code}\n" + (said if code else ""))


def check_sessions(work):
    environment = {"PATH": f"{pathlib.Path(calque).resolve().parent}:/usr/bin:/bin", "LANG": "C.UTF-8"}
    for session in blocks("console"):
        for command in re.findall(r"^\$ (.*)$", session, re.MULTILINE):
            shown = session.split(f"$ {command}\n", 1)[1].split("\n$ ", 1)[0].rstrip("\n")
            if shown.startswith("$ "):
                shown = ""
            actual = run(["bash", "-c", command], cwd=work, env=environment)[1].rstrip("\n")
            expect_same(command, shown, actual)


def check_headers():
    shown = [name for row in rows("| headers in `calque/` |") for name in re.findall(r"`(\w+\.hpp)`", row)]
    doors = [name for name in headers if "/" not in name]
    expect_same("the table of headers", "\n".join(sorted(shown)), "\n".join(sorted(doors)))


def check_printed(what, heading, program, work):
    """A table is what a program of this folder prints from the headers."""
    code, said = run([compiler, *COMPILED, str(pathlib.Path(__file__).with_name(program)), "-o", str(work / "table")])
    actual = said if code != 0 else run([str(work / "table")])[1]
    expect_same(what, "\n".join(rows(heading)) + "\n", actual)


def check_codes(work):
    body = re.search(r"enum class diagnostic_code[^{]*\{(.*?)\n\};", headers["diagnostic/diagnostic_code.hpp"], re.DOTALL).group(1)
    numbers = re.findall(r"^\s*\w+ = (\d+),", body, re.MULTILINE)
    expect_same("every code has its words", "\n".join(re.findall(r"`[EW](\d+)` \|", "\n".join(rows("| code | cause | remedy |")))),
                "\n".join(numbers))
    check_printed("the table of diagnostics", "| code | cause | remedy |", "code_table.cpp", work)


def members(struct):
    """The members of a plain struct of the headers, in order; none where there is no such struct."""
    for text in headers.values():
        if body := re.search(rf"struct {struct} \{{(.*?)\n\}};", text, re.DOTALL):
            return re.findall(r"(\w+)(?: = [^;]*|\{[^;]*\})?;", re.sub(r"//.*", "", body.group(1)))
    return []


def check_settings():
    shown = [re.match(r"\| `(\w+)`", row).group(1) for row in rows("| switch |")]
    expect_same("the switches", "\n".join(shown), "\n".join(members("server_assumptions")))
    limits = re.findall(r"`(\w+)::(\w+)`", "".join(rows("| of | limit |")))
    for struct, member in limits:
        expect_same(f"{struct}::{member}", member, member if member in members(struct) else "no such member")
    for member in members("parse_limits"):
        expect_same(f"the limit {member}", str(("parse_limits", member) in limits), "True")


CATCHING = """
#include <calque/build.hpp>
#include <calque/client.hpp>
#include <calque/literal/format.hpp>
#include <calque/literal.hpp>
#include <calque/run.hpp>
#include <string>
using namespace calque::call_log_fields;
using namespace calque::literals;
using calque::format_filter;
void use(const calque::client& client, const calque::filter<calque::run>& runs, const std::string& typed) {
    (void)client, (void)runs, (void)typed;
    const auto result = @;
}
"""


def check_catches(work):
    """Each wrong line is refused with the words shown. Of clang only the library's are: those between quotes."""
    program = work / "wrong.cpp"
    command, said = with_headers_read([compiler, *COMPILED], CATCHING, work)
    expect_same("the headers of a wrong line compile", "", said)
    command.append(str(program))
    clang = is_clang(compiler)
    program.write_text(CATCHING.replace("@", "0"), encoding="utf-8")
    expect_same("the program around a wrong line compiles", "", compile_once(command)[1])
    for row in rows("| wrong | error |"):
        wrong, shown = re.fullmatch(r"\| `(.+)` \| `` (.+) `` \|", row).groups()
        program.write_text(CATCHING.replace("@", wrong), encoding="utf-8")
        output = compile_once(command)[1]
        error = first_error(output)
        words = [text.strip('"') for text in re.findall('"[^"]*"', shown)] if clang else [shown]
        expect_same(f"{wrong} is refused as shown", shown, shown if is_said("…".join(words), error) else error)
        most = 21 if clang else 11  # one for the door through which the header came
        expect_same(f"{wrong} is refused in few lines", "True", str(output.count("\n") <= most))


def anchors(text):
    """The anchors of a README's headings, as GitHub makes them."""
    return {re.sub(r"[^\w -]", "", line.lower()).strip().replace(" ", "-")
            for line in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}


def check_links():
    """Every link leads to a file of the tree, and to a heading where it names one; every citation names a heading."""
    for path, text in readmes.items():
        for link in re.findall(r"\]\(([^)]+)\)", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)):
            target, _, anchor = link.partition("#")
            to = (path.parent / target).resolve() if target else path
            found = to.exists() and (not anchor or anchor in anchors(readmes[to]))
            expect_same(f"the link {link} of {path.relative_to(source)}", "found", "found" if found else "missing")
    headings = re.findall(r"^## (.*)$", readmes[include / "api/README.md"], re.MULTILINE)
    for path in sorted(each for folder in folders for each in folder.rglob("*.[chi]pp")):
        words = re.sub(r"\n\s*//[/!]? ?", " ", path.read_text(encoding="utf-8"))
        for cited in re.findall(r"api/README\.md, \"([^\"]*)\"", words):
            expect_same(f"{path.relative_to(source)} cites {cited}", cited, cited if cited in headings else "no heading")


def check_tables(work):
    check_links()
    check_headers()
    check_codes(work)
    check_settings()
    shown = re.findall(r"^\| \[([0-9]+_\w+\.cpp)\]", "\n".join(rows("| program | teaches |")), re.MULTILINE)
    expect_same("the table of examples", "\n".join(shown),
                "\n".join(sorted(path.name for path in (source / "examples").glob("[0-9]*.cpp"))))
    check_printed("the table of fields", "| field | meaning |", "field_table.cpp", work)


PARTS = {"tables": check_tables, "mistakes": check_catches, "first_program": check_program,
         "programs": check_further_programs, "sessions": check_sessions, "commands": check_commands}

with tempfile.TemporaryDirectory() as folder:
    os.umask(0o022)
    PARTS[part](pathlib.Path(folder))
sys.exit(1 if failures else 0)
