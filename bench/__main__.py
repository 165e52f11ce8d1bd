"""Runs the benchmarks named on the command line, or all of them: `python -m bench [SUBJECT …]`."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import filtering, machine, page, rebuild, serving
from bench.results import Result, print_results

SUBJECTS: dict[str, Callable[[Path], list[Result]]] = {
    "serving": serving.run,
    "rebuild": rebuild.run,
    "filtering": filtering.run,
    "page": page.run,
}


def main(names: list[str]) -> int:
    """Run subjects, print what each found, and tell the exit status: 1 when a gated target was missed."""
    unknown = set(names) - set(SUBJECTS)
    if unknown:
        print(f"There is no benchmark {', '.join(sorted(unknown))}; choose from {', '.join(SUBJECTS)}.")
        return 2
    print(f"{machine.describe()}\n", flush=True)
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="vitrine-bench-") as folder:
        for name in names or SUBJECTS:
            print(f"== {name}: {sys.modules[f'bench.{name}'].__doc__}\n", flush=True)
            started = time.monotonic()
            results += SUBJECTS[name](Path(folder))
            print(f"({time.monotonic() - started:.0f} s)\n", flush=True)
    print_results(results)
    print(f"\n{machine.describe()}")
    return int(any(result.failed for result in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
