"""Where the program's own files and the workspace lie."""

import sys
from pathlib import Path


def resources() -> Path:
    """Folder of fonts, icons, translations and the unit list, also inside a packaged program."""
    bundled = getattr(sys, "_MEIPASS", None)
    return Path(bundled or Path(__file__).resolve().parent.parent) / "resources"


def default_workspace() -> Path:
    """The platform's data folder of this program."""
    import platformdirs  # late: the window opens before it is needed

    return Path(platformdirs.user_data_path("kashi-desktop", appauthor=False))
