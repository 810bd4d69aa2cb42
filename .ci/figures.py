"""Redraw the published figures and results.csv from the logs and tables in figures/; with --check, compare with what is there."""
import sys
import tempfile
from pathlib import Path

import matplotlib
matplotlib.use("agg")
from matplotlib.testing.compare import compare_images

from resnet_nb import bench, curves

figures = Path(__file__).resolve().parent.parent / "figures"


def redraw(out):
    "Draw everything into the folder `out`; returns the files."
    pictures = [out / table.parent.name / "speed.png" for table in figures.glob("*/speed.csv")]
    for picture in pictures:
        picture.parent.mkdir(exist_ok=True)
        bench.redraw(figures / picture.parent.name).savefig(picture, metadata={"Software": None})
    return [*curves.redraw(figures / "logs", out), *pictures]


if "--check" not in sys.argv: sys.exit(not redraw(figures))

with tempfile.TemporaryDirectory() as folder:
    stale = []
    for new in redraw(Path(folder)):
        name = new.relative_to(folder)
        old = figures / name
        if not old.exists(): stale.append(f"{name} is missing")
        elif new.suffix == ".png": stale += [difference] if (difference := compare_images(old, new, tol=5)) else []
        elif old.read_bytes() != new.read_bytes(): stale.append(f"{name} differs")
    if stale: sys.exit("figures/ is stale: run python .ci/figures.py\n" + "\n".join(stale))
