"""The machine that figures come from, and how busy others keep it: on a busy one, times are upper bounds."""

import os
import platform
import time

LOOPS = 3_000_000


def describe() -> str:
    """Tell the processors, the load, and how a fixed piece of work fared by processor and by clock."""
    clock, processor = time.perf_counter(), time.process_time()
    sum(range(LOOPS))
    sum(number * number for number in range(LOOPS))
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    what = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    return (
        f"{what}, load {os.getloadavg()[0]:.1f}; a fixed piece of work took {processor * 1000:.0f} ms "
        f"of processor time and {clock / processor:.2f} times that by the clock (1.00 is a quiet machine)."
    )
