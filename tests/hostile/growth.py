#!/usr/bin/env python3
"""How the command's work and memory grow when the input doubles, in every dimension.

    python3 tests/hostile/growth.py [--cmd target/release/storydiff] [--most 2.3] [--seconds 4] [--count]
        [--commands compare,inspect,quotes] [DIMENSION...]

A dimension is made at n, 2n, 4n ... until one run takes `--seconds` of processor time or the dimension's largest size is
reached. Printed: the input's size, processor seconds beyond those of a tiny input, the greatest growth of all doublings (and
to which n) and that of the last one, and the peak memory against 48 MiB + 12 x decoded input. Status 1 when a growth passes
`--most` or the memory its bound. A doubling is judged where it ends at more than 0.15 s and began at more than 0.03 s; short
runs are measured three times and the least is taken.

Seconds are noisy where others use the machine. `--count` counts instructions with valgrind's cachegrind instead, which says the
same every time: a hundred million of them stand for a hundredth of a second (so `--seconds 0.3` is three thousand million,
about fifteen seconds of waiting). Memory is not measured then.
"""

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile

from dimensions import DIMENSIONS, HEAD, TAIL, pair

COMMANDS = {
    "compare": lambda names: ["compare", "--format", "json", *names],
    "html": lambda names: ["compare", "--format", "html", *names],
    "table": lambda names: ["compare", *names],
    "markdown": lambda names: ["compare", "--format", "markdown", *names],
    "csv": lambda names: ["compare", "--format", "csv", *names],
    "tei": lambda names: ["compare", "--format", "tei", *names],
    "inspect": lambda names: ["inspect", names[0]],
    "quotes": lambda names: ["quotes", names[0]],
    "versions": lambda names: ["versions", *names],
    "check": lambda names: ["check", names[0], "--source", names[-1]],
}


# Instructions that stand for a second where they are counted.
INSTRUCTIONS = 10_000_000_000

VALGRIND = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]


def run(command, arguments, folder, limit, count=False):
    """Processor seconds, peak memory in bytes, status; no status when the run was ended."""
    before = VALGRIND if count else []
    limit = limit * 100 if count else limit
    with open(os.path.join(folder, "out"), "wb") as out, open(os.path.join(folder, "err"), "wb") as err:
        child = subprocess.Popen(
            [*before, command, *arguments], cwd=folder, stdout=out, stderr=err,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit)),
        )
        _, status, usage = os.wait4(child.pid, 0)
    status = os.waitstatus_to_exitcode(status)
    if not count:
        return usage.ru_utime, usage.ru_maxrss * 1024, status
    with open(os.path.join(folder, "err"), encoding="utf-8", errors="replace") as err:
        counted = re.search(r"I +refs: +([0-9,]+)", err.read())
    if not counted:
        sys.exit("valgrind counted nothing; is it installed?")
    return int(counted[1].replace(",", "")) / INSTRUCTIONS, 0, status


def measured(command, arguments, folder, limit, count):
    """As `run`; of a short run the least of three."""
    seconds, peak, status = run(command, arguments, folder, limit, count)
    if not count and seconds < 0.5:
        seconds = min(seconds, *(run(command, arguments, folder, limit)[0] for _ in range(2)))
    return seconds, peak, status


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cmd", default="target/release/storydiff")
    parser.add_argument("--most", type=float, default=2.3)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--count", action="store_true", help="count instructions with valgrind instead of taking the time")
    parser.add_argument("--commands", default="compare,inspect,quotes")
    parser.add_argument("--bad", action="store_true", help="print what is beyond its bound alone")
    parser.add_argument("dimensions", nargs="*")
    args = parser.parse_args()
    command = os.path.abspath(args.cmd)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        def write(files):
            for name, text in files:
                with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
                    out.write(text)
            return [name for name, _ in files], sum(len(text.encode()) for _, text in files)

        tiny, _ = write(pair(HEAD + "The crane fell." + TAIL))
        start = {}
        for what in args.commands.split(","):
            arguments = COMMANDS[what](tiny)
            start[what] = min(run(command, arguments, folder, 60, args.count)[0] for _ in range(1 if args.count else 5))
            print(f"a tiny input: {what} {start[what]:.3f} s", flush=True)
        # Counted, a doubling says something where little was added; timed, noise would.
        least = (0.005, 0.02) if args.count else (0.03, 0.15)
        for name, (first, largest, make) in DIMENSIONS.items():
            if args.dimensions and not any(wanted in name for wanted in args.dimensions):
                continue
            for what in args.commands.split(","):
                times, memory, n, status = [], 0.0, first, 0
                while True:
                    names, size = write(make(n))
                    if what in ("inspect", "quotes"):
                        size = os.path.getsize(os.path.join(folder, names[0]))
                    seconds, peak, status = measured(command, COMMANDS[what](names), folder, int(args.seconds * 5) + 5, args.count)
                    times.append((n, max(seconds - start[what], 0.001)))
                    bound = (48 << 20) + 12 * size
                    memory = max(memory, peak / bound)
                    if status not in (0, 1, 2) or seconds > args.seconds or n >= largest:
                        break
                    n *= 2
                growth = [
                    (later / earlier, n)
                    for (_, earlier), (n, later) in zip(times, times[1:])
                    if later > least[1] and earlier > least[0]
                ]
                most, at = max(growth, default=(0, 0))
                beyond = status not in (0, 1, 2) or memory > 1 or most > args.most
                wrong += beyond
                if beyond or not args.bad:
                    factors = f"x{most:.2f} to {at}, last x{growth[-1][0]:.2f}" if growth else "-"
                    held = "" if args.count else f"  memory {memory:5.2f} of its bound"
                    print(
                        f"{'!' if most > args.most else 'm' if beyond else ' '} {name:38} {what:8} n {n:>8} {size >> 10:>6} KB"
                        f" {times[-1][1]:8.2f} s  {factors:30}{held}" + ("" if status in (0, 1, 2) else f"  STATUS {status}"),
                        flush=True,
                    )
    print(f"{wrong} beyond their bounds")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
