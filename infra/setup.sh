#!/usr/bin/env bash
# What does this machine still need before Heed runs here?
#
#   bash infra/setup.sh demo|test
#
# Finds or makes: uv, Python 3.13, the packages (by hash), the system's libraries, a
# browser (for tests), the front end. Each step says what it does and is left out when
# nothing has changed since. What it may not install itself, it names exactly.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly FOR="${1:-demo}"
readonly STAMPS="var/setup"
mkdir -p "$STAMPS"

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
stop() { printf '\nHeed cannot be set up: %s\n' "$*" >&2; exit 1; }
is_root() { [ "$(id -u)" = 0 ]; }
has_apt() { command -v apt-get >/dev/null; }
on_debian_as_root() { has_apt && is_root && grep -q '^ID=debian' /etc/os-release; }

apt_install() {
    say "Installing $* with apt-get"
    [ -e "$STAMPS/apt" ] || { apt-get update -qq && touch "$STAMPS/apt"; }
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
        >"$STAMPS/apt.log" 2>&1 || { tail -5 "$STAMPS/apt.log" >&2; return 1; }
}

# The hash of the files that a step depends on; a step is done when its stamp holds it.
digest() { cat "$@" | cksum | tr -d ' '; }
is_done() { [ -e "$STAMPS/$1" ] && [ "$(cat "$STAMPS/$1")" = "$2" ]; }
mark_done() { printf '%s' "$2" >"$STAMPS/$1"; }

find_uv() {
    UV="$(command -v uv || true)"
    [ -n "$UV" ] || UV="var/uv/bin/uv"
    [ -x "$UV" ] && return
    command -v python3 >/dev/null || stop "install python3 first."
    say "Making a place for uv, which installs the packages"
    if ! python3 -m venv var/uv >"$STAMPS/venv.log" 2>&1; then
        rm -rf var/uv
        if is_root && has_apt; then
            apt_install python3-venv || stop "run: apt-get install python3-venv"
            python3 -m venv var/uv || stop "python3 -m venv fails; see above."
        elif has_apt; then
            stop "python3 cannot make environments. Run: sudo apt-get install python3-venv"
        else
            stop "python3 -m venv fails: $(cat "$STAMPS/venv.log")"
        fi
    fi
    var/uv/bin/python -m pip install --quiet --disable-pip-version-check \
        --require-hashes -r infra/uv.txt || stop "uv cannot be installed; see above."
}

is_python_313() {
    "$1" -c 'import sys, ssl, ctypes; sys.exit(sys.version_info[:2] != (3, 13))' \
        2>/dev/null
}

find_python() {
    local candidate
    for candidate in "$(command -v python3.13 || true)" "$(command -v python3 || true)" \
        "$HOME"/.pyenv/versions/3.13*/bin/python3.13 /opt/homebrew/bin/python3.13 \
        /usr/local/bin/python3.13 "$HOME"/.local/share/uv/python/cpython-3.13*/bin/python3.13
    do
        if [ -x "$candidate" ] && is_python_313 "$candidate"; then
            PYTHON="$candidate"
            return
        fi
    done
    if is_root && has_apt && [ -n "$(apt-cache madison python3.13 2>/dev/null)" ]; then
        apt_install python3.13 python3.13-venv && PYTHON="$(command -v python3.13)" && return
    fi
    say "Fetching Python 3.13 with uv"
    "$UV" python install 3.13 2>"$STAMPS/python.log" \
        || { tail -1 "$STAMPS/python.log" >&2; stop "Python 3.13 is missing. Install it: on Debian \
13 and later 'sudo apt-get install python3.13', on macOS 'brew install python@3.13', else \
with pyenv: 'pyenv install 3.13'."; }
    PYTHON="$("$UV" python find --no-project --managed-python 3.13)"
}

install_packages() {
    local wanted
    wanted="$(digest requirements-dev.txt .python-version)"
    if is_done packages "$wanted" && .venv/bin/python -c '' 2>/dev/null; then return; fi
    find_uv
    find_python
    say "Installing the packages into .venv ($("$PYTHON" --version))"
    if ! .venv/bin/python -c '' 2>/dev/null; then
        "$UV" venv --quiet --clear --no-project --python "$PYTHON" .venv
    fi
    "$UV" pip sync --quiet --compile-bytecode --require-hashes --python .venv/bin/python requirements-dev.txt \
        || stop "the packages cannot be installed; see above."
    mark_done packages "$wanted"
}

install_system() {
    local wanted missing
    wanted="$(digest infra/local/system.py requirements-dev.txt)"
    if is_done system "$wanted"; then return; fi
    missing="$(.venv/bin/python -m infra.local.system)"
    if [ -n "$missing" ]; then
        # shellcheck disable=SC2086 # one word a package
        if has_apt && is_root; then
            apt_install $missing || stop "run: apt-get install $missing"
        elif has_apt; then
            stop "libraries or programs are missing. Run: sudo apt-get install $missing"
        elif command -v brew >/dev/null; then
            say "Installing $missing with brew"
            brew install --quiet $missing || stop "run: brew install $missing"
        else
            stop "install these: $missing"
        fi
        missing="$(.venv/bin/python -m infra.local.system)"
        [ -z "$missing" ] || stop "still missing after installing: $missing"
    fi
    mark_done system "$wanted"
}

install_browser() {
    local wanted
    wanted="$(digest infra/local/browser.py requirements-dev.txt)"
    if is_done browser "$wanted"; then return; fi
    say "Looking for a browser"
    # Without windows it takes two thirds of the time of one that has them.
    if on_debian_as_root && ! command -v chromium-headless-shell >/dev/null; then
        apt_install chromium-headless-shell fonts-liberation \
            || apt_install chromium fonts-liberation || true
    fi
    if .venv/bin/python -m infra.local.browser >/dev/null 2>&1; then
        mark_done browser "$wanted"
        return
    fi
    if on_debian_as_root; then
        stop "run: apt-get install chromium fonts-liberation"
    else
        say "Fetching Chromium with playwright"
        .venv/bin/python -m playwright install chromium || stop "the browser tests need \
Chromium. On Debian run: sudo apt-get install chromium fonts-liberation"
    fi
    .venv/bin/python -m infra.local.browser >/dev/null \
        || stop "Chromium was installed and does not start."
    mark_done browser "$wanted"
}

# A certified OpenID Connect provider, for the tests of single sign-on.
fetch_provider() {
    .venv/bin/python -m tests.accounts.provider \
        || stop "the sign-in provider of the tests cannot be fetched; see above."
}

build_front_end() {
    .venv/bin/python -m infra.frontend || stop "the front end cannot be built; see above."
}

install_packages
install_system
build_front_end
if [ "$FOR" = test ]; then
    install_browser
    fetch_provider
fi
