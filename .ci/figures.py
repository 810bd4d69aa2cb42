"""Redraw the published figures and results.csv from figures/logs into figures/; with --check, compare with what is there."""
import sys
import tempfile
from pathlib import Path

import matplotlib
matplotlib.use("agg")
from matplotlib.testing.compare import compare_images

from resnet_nb.curves import redraw

figures = Path(__file__).resolve().parent.parent / "figures"
if "--check" not in sys.argv: sys.exit(not redraw(figures / "logs", figures))

with tempfile.TemporaryDirectory() as folder:
    stale = []
    for new in redraw(figures / "logs", folder):
        old = figures / new.name
        if not old.exists(): stale.append(f"{new.name} is missing")
        elif new.suffix == ".png": stale += [difference] if (difference := compare_images(old, new, tol=5)) else []
        elif old.read_bytes() != new.read_bytes(): stale.append(f"{new.name} differs")
    if stale: sys.exit("figures/ is stale: run python .ci/figures.py\n" + "\n".join(stale))
