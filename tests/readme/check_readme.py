#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""check_readme.py PART SOURCE_DIR CXX CALQUE LIBRARY...: what the READMEs show is what the library and the program do.

The parts: `tables` of headers, diagnostics, switches, limits and fields agree with the headers; `mistakes` are caught by
the compiler in the words shown; `first_program` is compiled by the command that is named, and prints what stands below
it; so do further `programs`, in compiled mode with the libraries; `sessions` are repeated; `commands` are run in a copy of
the sources, but for those that .ci/newcomer runs.
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

readme = (source / "README.md").read_text(encoding="utf-8")
rooms = [source / room for room in ("include", "tests", "benchmarks", "examples")]
readmes = [source / "README.md"] + sorted(path for room in rooms for path in room.rglob("README.md"))
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


def blocks(language, text=readme):
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def blocks_of_all(language):
    return [block for path in readmes for block in blocks(language, path.read_text(encoding="utf-8"))]


def rows(heading):
    """The rows of the table under a heading row."""
    table = readme[readme.index(heading):].split("\n\n", 1)[0]
    return table.rstrip("\n").split("\n")[2:]


def check_program(work):
    program = blocks("cpp")[0]
    if program.count("\n") > 30:
        expect_same("the program has at most 30 lines", str(program.count("\n")), "30")
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
    """Every other program prints the text block below it."""
    line = re.search(r"compiled with `g\+\+ ([^`]*)`", readme).group(1)
    system = [each for each in shlex.split(line) if each.startswith("-l")]
    found = re.findall(r"^```cpp\n(.*?)^```\n\n```text\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    for number, (program, shown) in enumerate(found[1:]):
        (work / "further.cpp").write_text(program, encoding="utf-8")
        code, said = run([compiler, *COMPILED, "-Wall", "-Wextra", "-Werror", str(work / "further.cpp"),
                          "-o", str(work / "further"), *libraries, *system])
        expect_same(f"program {number + 2} compiles", "exit code 0\n", f"exit code {code}\n{said}")
        if code == 0:
            expect_same(f"program {number + 2} prints what is shown", shown, run([str(work / "further")])[1])


def check_commands(work):
    """Every command of a block is run; the first block is what CI runs as a newcomer, on a bare system."""
    for path in readmes:
        fences = re.findall(r"^```(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        expect_same(f"each block of {path.name} says what it is in", "[]", str([i for i in fences[::2] if not i]))
    first, *others = blocks_of_all("sh")
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
    for session in blocks_of_all("console"):
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


def check_tables(work):
    check_headers()
    check_codes(work)
    check_settings()
    check_printed("the table of fields", "| field | meaning |", "field_table.cpp", work)


PARTS = {"tables": check_tables, "mistakes": check_catches, "first_program": check_program,
         "programs": check_further_programs, "sessions": check_sessions, "commands": check_commands}

with tempfile.TemporaryDirectory() as folder:
    os.umask(0o022)
    PARTS[part](pathlib.Path(folder))
sys.exit(1 if failures else 0)
