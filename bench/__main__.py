"""``python -m bench [names…]``: each bar beside its floor; a report, so a missed bar ends with 0 as well."""

import os
import sys
import traceback

from bench import bars, report
from bench.harness import Result, default_settings


def main(names: list[str]) -> int:
    """Run the bars named (all without a name) and write ``results.md`` beside the data; 2 for an unknown name."""
    unknown = [name for name in names if name not in bars.BARS]
    if unknown:
        print(f"no such bar: {' '.join(unknown)}; there are: {' '.join(bars.BARS)}")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    settings = default_settings()
    settings.folder.mkdir(parents=True, exist_ok=True)
    results: list[Result] = []
    missing = []
    print(report.heading())
    for name in names or bars.BARS:
        try:
            for result in bars.BARS[name](settings):
                results.append(result)
                print(report.line(result), flush=True)
        except Exception:  # one bar that breaks must not hide the others
            traceback.print_exc()
            missing.append(name)
    target = settings.folder / ("results.md" if not names else "results-partial.md")
    target.write_text(report.markdown(results, settings.scale, missing), encoding="utf-8")
    print(f"\n{sum(result.met for result in results)} of {len(results)} bars met; written to {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
