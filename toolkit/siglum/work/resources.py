"""Where siglum's own stylesheets and schemas are."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resource(folder: str, name: str = "") -> Path:
    """Return the path of one of siglum's own files.

    `folder` is "xslt" or "schema". An installed wheel carries both below the package; in a
    checkout they stand at the top of the project, where editors look for them.
    """
    installed = _PACKAGE / "_data" / folder
    base = installed if installed.is_dir() else _PACKAGE.parents[1] / folder
    return base / name
