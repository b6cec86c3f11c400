"""Every bar runs at a tiny size; how fast it is says nothing here."""

import os
from pathlib import Path

import pytest

from bench import bars, report
from bench.__main__ import main
from bench.harness import Settings, Target


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(0.0005, tmp_path_factory.mktemp("bench"), rounds=1)


@pytest.mark.parametrize("name", bars.BARS)
def test_bar_runs(name: str, settings: Settings) -> None:
    results = list(bars.BARS[name](settings))
    assert results
    for result in results:
        assert result.ours >= 0
        assert result.floor is None or result.floor > 0
        assert result.bar in report.markdown([result], settings.scale)
        assert report.cells(result)[-1] in ("ok", "missed")


@pytest.mark.parametrize(
    ("target", "ours", "floor", "met"),
    [
        (Target("ratio", 1.5), 3.0, 2.0, True),
        (Target("ratio", 1.4), 3.0, 2.0, False),
        (Target("ratio", 0.7, at_least=True), 8.0, 10.0, True),
        (Target("over", 0.25), 1.2, 1.0, True),
        (Target("over", 0.25), 1.3, 1.0, False),
        (Target("ours", 25_000, at_least=True), 24_999.0, None, False),
    ],
)
def test_target_judges(target: Target, ours: float, floor: float | None, met: bool) -> None:
    assert target.holds(ours, floor) is met


def test_unknown_bar_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-such-bar"]) == 2
    assert "no-such-bar" in capsys.readouterr().out


def test_missed_or_broken_bar_is_reported_and_ends_with_0(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(settings: Settings) -> list[object]:
        raise RuntimeError("on purpose")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(os.environ, "QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(bars, "BARS", {"broken": broken})
    assert main([]) == 0
    assert "**broken** could not be measured" in (tmp_path / "build" / "bench" / "results.md").read_text(encoding="utf-8")
    assert "0 of 0 bars met" in capsys.readouterr().out
