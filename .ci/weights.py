"""Put trained weights into the package: python .ci/weights.py NAME FILE, e.g. resnet110-cifar10 runs/resnet110-cifar10-0/last.safetensors.

Convolutions are stored in float16, of all stages, of the last two or of the last, where that changes no prediction on the test images; everything else, and
otherwise all, in float32. What was tried is noted in figures/weights.csv.
"""
import sys
import tempfile
from pathlib import Path

import pandas as pd
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from resnet_nb.data import Loader, load
from resnet_nb.networks import WEIGHTS, load_model
from resnet_nb.train import memory_kept

KINDS = {"float16": ("network.",), "float16 in stages 2 and 3": ("network.layer2.", "network.layer3."), "float16 in stage 3": ("network.layer3.",), "float32": ()}
name, source = sys.argv[1], Path(sys.argv[2])
tensors = load_file(source)
with safe_open(source, "pt") as f: metadata = f.metadata()
images = load("cifar10").test


@torch.no_grad()
def predictions(path):
    model = load_model(path)
    with memory_kept(): return torch.cat([model(batch).argmax(1) for batch, _ in Loader(images, 500)])


exact, row = predictions(source), dict(name=name)
with tempfile.TemporaryDirectory() as folder:
    for kind, stages in KINDS.items():
        stored = {k: v.half() if v.dim() == 4 and k.startswith(stages) else v for k, v in tensors.items()}
        save_file(stored, path := Path(folder, "weights"), metadata)
        changed = int((predictions(path) != exact).sum()) if stages else 0
        if kind == "float16": row["changed by float16"] = changed
        if not changed: break
    (WEIGHTS / f"{name}.safetensors").write_bytes(path.read_bytes())
row |= {"test error": round((exact != images.labels).double().mean().item() * 100, 2), "convolutions": kind, "bytes": (WEIGHTS / f"{name}.safetensors").stat().st_size}
print(row)
table = Path(__file__).resolve().parent.parent / "figures" / "weights.csv"
others = pd.read_csv(table).query("name != @name") if table.exists() else None
pd.concat([others, pd.DataFrame([row])]).sort_values("name").to_csv(table, index=False)
