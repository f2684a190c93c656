#!/bin/sh
# Make sure there is a Chromium for the tests: the system's own package, or Playwright's where there is none (Ubuntu).
set -eu
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && "$name" --version >/dev/null 2>&1 && exit 0
done
.venv/bin/python -c "
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as p: sys.exit(not pathlib.Path(p.chromium.executable_path).exists())" && exit 0
echo "Installing Chromium for the browser tests"
sudo=$(test "$(id -u)" = 0 || echo sudo)
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
if apt-cache show chromium 2>/dev/null | grep -q '^Filename'; then
  $sudo apt-get install -y -qq --no-install-recommends chromium
else
  .venv/bin/playwright install --with-deps chromium
fi
