#!/bin/sh
# A fresh Debian or Ubuntu with Python -> everything that `make edition` or `make test` needs.
#
#   sh scripts/setup.sh edition|test
#
# Installs packages of the distribution only where something is missing, and only if it may (as
# root, or with a sudo that asks no password); otherwise it prints the command to type. Safe to
# repeat; when nothing has changed it only looks at a stamp.
set -eu
cd "$(dirname "$0")/.."

purpose=${1:-edition}
case $purpose in edition | test) ;; *)
    echo "usage: sh scripts/setup.sh edition|test" >&2
    exit 2
    ;;
esac

say() { echo "setup: $*" >&2; }

# What the environment was made from. A moved checkout or another Python makes it anew, since
# both are written into the files of a virtual environment.
state() {
    if [ -x .venv/bin/python ]; then
        echo "$(cat pyproject.toml scripts/setup.sh | cksum) $(.venv/bin/python -V 2>&1) in $(pwd)"
    fi
}

stamp=.venv/ready-for-$purpose
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(state)" ]; then
    exit 0
fi

# --- packages of the distribution -------------------------------------------------------------

# Run as root, or give up with the command that does it.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

may_install() {
    [ "$(id -u)" = 0 ] || { command -v sudo && sudo -n true; } >/dev/null 2>&1
}

# install WHY PACKAGE…
install() {
    why=$1
    shift
    if ! command -v apt-get >/dev/null; then
        say "$why. This system has no apt-get: install what corresponds to these packages"
        say "of Debian, and run make again:"
        say "    $*"
        exit 1
    fi
    if ! may_install; then
        say "$why. Type this, then run make again:"
        say "    sudo apt-get install --no-install-recommends $*"
        exit 1
    fi
    say "$why: installing $*"
    # A fresh machine has no package lists, an old one stale lists: fetch them only then
    apt_install "$@" >/dev/null 2>&1 || {
        as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 || true
        apt_install "$@" >&2 || {
            say "the packages could not be installed; the lines above tell why"
            exit 1
        }
    }
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" </dev/null
}

# --- Python -----------------------------------------------------------------------------------

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if recent "$python"; then
            return 0
        fi
    done
    return 1
}

if ! find_python; then
    # Ubuntu 22.04 has an older python3, and this one beside it
    install "Python 3.11 or later is missing" python3.11 python3.11-venv
    find_python || {
        say "Python 3.11 or later is needed. Where it has another name: make PYTHON=/path/to/python3"
        exit 1
    }
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    install "Python lacks the module for virtual environments" "$version-venv"
fi

# --- libraries, fonts, programs ---------------------------------------------------------------

missing=
reasons=
lack() { # WHY PACKAGE…: remembered, so that all are installed in one go
    reasons="$reasons${reasons:+, }$1"
    shift
    missing="$missing $*"
}

loads() {
    "$python" -c 'import ctypes, sys
for name in sys.argv[1:]: ctypes.CDLL(name)' "$@" 2>/dev/null
}

has_font() { command -v fc-list >/dev/null && [ -n "$(fc-list "$1" family)" ]; }

# On other systems WeasyPrint itself tells what it lacks, by the names that they have
if [ "$(uname -s)" = Linux ]; then
    loads libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0 ||
        lack "Pango" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    has_font "Gentium Plus" || lack "a text font" fontconfig fonts-sil-gentiumplus
    has_font "DejaVu Sans" || lack "a font for rare signs" fonts-dejavu-core
fi

works() { command -v "$1" >/dev/null && "$1" --version >/dev/null 2>&1; }

has_chromium() {
    for browser in chromium chromium-browser google-chrome google-chrome-stable; do
        # --version, because Ubuntu's chromium-browser may be an empty shell around a snap
        if works "$browser"; then
            return 0
        fi
    done
    return 1
}

is_debian() { grep -q '^ID=debian' /etc/os-release 2>/dev/null; }

if [ "$purpose" = test ]; then
    command -v pdftotext >/dev/null || lack "pdftotext" poppler-utils
    if [ "$(uname -s)" = Linux ]; then
        # the program inside the Playwright package wants it, and a bare system lacks it
        loads libatomic.so.1 || lack "a library of Playwright" libatomic1
        has_font "Noto Serif Devanagari" || lack "fonts of other scripts" fonts-noto-core
    fi
    if ! has_chromium && is_debian; then
        lack "Chromium" chromium
    fi
fi

if [ -n "$missing" ]; then
    # shellcheck disable=SC2086  # several packages
    install "missing: $reasons" $missing
fi

# --- the virtual environment ------------------------------------------------------------------

# .venv/made-for: which Python, and where; a checkout that was moved needs a new one
made_for="$("$python" -V 2>&1) in $(pwd)"
if [ "$(cat .venv/made-for 2>/dev/null)" != "$made_for" ] || ! .venv/bin/python -m pip -V >/dev/null 2>&1; then
    say "making a virtual environment in .venv ($("$python" -V 2>&1))"
    "$python" -m venv --clear .venv
    echo "$made_for" >.venv/made-for
fi

case $purpose in edition) what=. ;; test) what='.[test]' ;; esac
say "installing siglum and the Python packages it needs into .venv"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable "$what" || {
    say "the Python packages could not be installed; the lines above tell why"
    exit 1
}

# Ubuntu has Chromium as a snap only, which a script cannot count on: take the one of Playwright
if [ "$purpose" = test ] && ! has_chromium; then
    say "no Chromium of the distribution: fetching the one of Playwright"
    as_root .venv/bin/playwright install-deps chromium >/dev/null 2>&1 || true
    .venv/bin/playwright install chromium >&2 || {
        say "there is no Chromium, and it could not be fetched. On Ubuntu type"
        say "    sudo snap install chromium"
        say "or install Google Chrome, then run make again. Without one the browser tests are"
        say "skipped, or fail where CI=true."
    }
fi

state >".venv/ready-for-$purpose"
if [ "$purpose" = test ]; then
    state >.venv/ready-for-edition
fi
