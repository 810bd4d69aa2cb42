"""Render README.md from nbs/index.ipynb; with --check, fail if README.md is not what the notebook gives."""
import os
import re
import sys
from pathlib import Path

from execnb.shell import CaptureShell
from nbdev.process import extract_directives, read_nb

root = Path(__file__).resolve().parent.parent


def shown(output):
    "An output of a cell as Markdown."
    if output["output_type"] == "error": raise SystemExit("".join(output["traceback"]))
    if output["output_type"] == "stream": return f"```\n{''.join(output['text']).rstrip()}\n```"
    data = output["data"]
    return "".join(data["text/markdown"]) if "text/markdown" in data else f"```\n{''.join(data['text/plain'])}\n```"


def render():
    "Run the notebook and return its Markdown."
    os.chdir(root / "nbs")
    notebook, parts = read_nb("index.ipynb"), []
    shell = CaptureShell(path=root / "nbs")
    for cell in notebook.cells:
        if cell.cell_type == "markdown": parts.append(cell.source); continue
        directives = extract_directives(cell)
        outputs = shell.run(cell.source)
        if "echo:" not in directives: parts.append(f"```python\n{cell.source.strip()}\n```")
        parts += [shown(o) for o in outputs]
    text = "\n\n".join(part.strip() for part in parts) + "\n"
    text = text.replace("](../", "](")
    return re.sub(r"\]\((\w+\.ipynb)\)", r"](nbs/\1)", text)


text = render()
readme = root / "README.md"
if "--check" not in sys.argv: readme.write_text(text, encoding="utf-8")
elif text != readme.read_text(encoding="utf-8"): sys.exit("README.md is stale: run python .ci/readme.py")
