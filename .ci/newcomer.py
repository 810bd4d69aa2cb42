"""A newcomer's hour: JupyterLab as the README starts it, a real headless Chromium, notebooks opened and run from the menu.

Of each notebook all cells have to run, none may fail, and where a network is trained a progress bar and a curve that is redrawn have to be seen.
Usage: newcomer.py [folder for screenshots and the notebooks that were run] [notebooks …]
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

root = Path(__file__).resolve().parent.parent
chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
notebooks = sys.argv[2:] or ["00_paper", "01_blocks", "05_train", "10_cifar"]
trains = {"05_train", "10_cifar"}
first_look = '"cifar10", 8_000, 5_000', '"digits", 100, 280'          # the line that 10_cifar says to change, shorter still


def checkout(folder):
    "The files that a clone has, with the line of 10_cifar changed to digits."
    for name in subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True).stdout.split("\0")[:-1]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, folder / name)
    notebook = folder / "nbs" / "10_cifar.ipynb"
    before, after = (json.dumps(line)[1:-1] for line in first_look)
    text = notebook.read_text()
    assert text.count(before) == 1, "10_cifar has no line to change to digits"
    notebook.write_text(text.replace(before, after))


def start_lab(folder):
    "JupyterLab by the README's command, without its own browser: (process, address, token)."
    arguments, = re.findall(r"`\.venv/bin/jupyter lab (\S+)`", (root / "README.md").read_text())
    log = folder / "lab.log"
    with open(log, "w") as said:
        process = subprocess.Popen([sys.executable, "-m", "jupyterlab", arguments, "--no-browser", "--allow-root", "--port", "0"], cwd=folder, stdout=said, stderr=said,
                                   env={k: v for k, v in os.environ.items() if k != "MPLBACKEND"})
    for _ in range(240):
        if found := re.search(r"(http://(?:localhost|127\.0\.0\.1):[1-9]\d*)/lab\?token=(\w+)", log.read_text()): return process, *found.groups()
        time.sleep(0.5)
    sys.exit(log.read_text())


def run_all(page, address, token, name):
    "Open a notebook, run all cells from the menu and save it; returns what was seen meanwhile."
    page.goto(f"{address}/lab/tree/{name}.ipynb?token={token}&reset")
    idle = page.get_by_text("| Idle")                           # in the status bar
    idle.wait_for(timeout=180_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.get_by_text("| Busy").wait_for(timeout=30_000)
    seen, sizes, quiet, deadline = set(), {}, 0, time.monotonic() + 1800
    while quiet < 5:
        time.sleep(1)
        if page.locator(".jp-OutputArea [role=progressbar], .jp-OutputArea progress, .jp-OutputArea .widget-hprogress").count(): seen.add("progress")
        for i, size in enumerate(page.evaluate("[...document.querySelectorAll('.jp-OutputArea img')].map(image => image.src.length)")):
            if sizes.setdefault(i, size) != size: seen.add("live curve")
        quiet = quiet + 1 if idle.count() and not page.get_by_text("[*]:").count() else 0
        if time.monotonic() > deadline: sys.exit(f"{name} was still running after half an hour")
    page.keyboard.press("Control+s")
    time.sleep(3)
    for kernel in json.load(urllib.request.urlopen(f"{address}/api/kernels?token={token}")): urllib.request.urlopen(urllib.request.Request(f"{address}/api/kernels/{kernel['id']}?token={token}", method="DELETE"))
    return seen


def problems(path, seen):
    "What is wrong with a notebook as it was saved after the run."
    cells = [cell for cell in json.loads(path.read_text())["cells"] if cell["cell_type"] == "code" and "".join(cell["source"]).strip()]
    wrong = [f"cell {i} did not run" for i, cell in enumerate(cells) if not cell["execution_count"]]
    wrong += [f"cell {i}: {output['ename']}: {output['evalue']}" for i, cell in enumerate(cells) for output in cell["outputs"] if output["output_type"] == "error"]
    return wrong + [f"no {what} was seen" for what in ("progress", "live curve") if path.stem in trains and what not in seen]


def main(pictures):
    "Run the notebooks one after the other; exits with what is wrong."
    if not chromium: sys.exit("there is no Chromium on this machine")
    failed = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        folder = Path(folder)
        checkout(folder)
        lab, address, token = start_lab(folder)
        try:
            browser = playwright.chromium.launch(executable_path=chromium, args=flags)
            page = browser.new_page(viewport=dict(width=1300, height=1000))
            for name in notebooks:
                began = time.monotonic()
                seen = run_all(page, address, token, name)
                if pictures: page.screenshot(path=pictures / f"{name}.png"); shutil.copy(folder / "nbs" / f"{name}.ipynb", pictures)
                wrong = problems(folder / "nbs" / f"{name}.ipynb", seen)
                print(f"{name}: {time.monotonic() - began:.0f} s, seen: {', '.join(sorted(seen)) or 'text and pictures'}; {'; '.join(wrong) or 'no error'}", flush=True)
                failed += wrong
            browser.close()
        finally:
            lab.terminate()
            lab.wait()
    sys.exit(bool(failed))


main(Path(sys.argv[1]) if sys.argv[1:] else None)
