#!/bin/sh
# Install what is missing, and only that. `make` calls it before each verb, so a second run must take no time.
#
#   scripts/setup.sh run     what building the site needs
#   scripts/setup.sh test    that, and what the tests need
#
# Three things are looked after: Python 3.11 or newer, a few system libraries (through apt, on Debian and Ubuntu), and
# the Python packages of requirements/*.txt, which go into the folder .venv and nowhere else.
# PYTHON=/path/to/python chooses another Python.
set -eu
cd "$(dirname "$0")/.."
wanted=${1:-run}

say() { printf '%s\n' "$*" >&2; }
stop() { say "$@"; exit 3; }
have() { command -v "$1" >/dev/null 2>&1; }

# --- system packages ---

# Install Debian packages: `apt REASON PACKAGE...`. Where apt cannot, say what to do and stop.
apt() {
    reason=$1; shift
    have apt-get || stop "$reason Please install what Debian calls: $*. Then run make again."
    sudo=
    if [ "$(id -u)" -ne 0 ]; then
        have sudo || stop "$reason Please ask an administrator to run: apt-get install $*"
        sudo=sudo
    fi
    say "$reason Installing with apt-get${sudo:+ (sudo may ask for your password)}: $*"
    # An old package list is better than none, so carry on if the update fails.
    $sudo apt-get update -qq >/dev/null 2>&1 || true
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null ||
        stop "apt-get could not install: $*. Its own messages are above. Fix that, then run make again."
}

# --- Python ---

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for name in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14}; do
        if new_enough "$name"; then
            python=$name
            return 0
        fi
    done
    return 1
}

need_python() {
    find_python && return
    [ -z "${PYTHON:-}" ] || stop "PYTHON=$PYTHON is not Python 3.11 or newer. Choose another one, or leave it out."
    have python3 || apt "Golden Thread needs Python." python3 python3-venv
    find_python || stop "Golden Thread needs Python 3.11 or newer, and found only $(python3 --version 2>&1)." \
        "Install a newer one, then run: make PYTHON=/path/to/python3.11"
}

can_make_environment() { "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; }

need_venv() {
    can_make_environment && return
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    apt "Python $version cannot make a virtual environment for the packages." "python$version-venv"
    can_make_environment || stop "Python $version still lacks its modules venv and ensurepip. Please install them."
}

# --- the libraries that draw PDFs ---

PDF_LIBRARIES='libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0 libfontconfig.so.1'

# Whether the program can load libraries matters, not which packages they came from.
load() {
    "$python" -c 'import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]' "$@" >/dev/null 2>&1
}

need_pdf_libraries() {
    [ "$(uname -s)" = Linux ] || return 0 # elsewhere the build itself says what is missing
    # shellcheck disable=SC2086 # several names
    load $PDF_LIBRARIES && return
    apt "PDFs need the text library Pango." libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig
    # shellcheck disable=SC2086
    load $PDF_LIBRARIES || stop "The library Pango is installed, but Python cannot load it."
}

# --- the Python packages ---

# `packages NAME`: install requirements/NAME.txt, unless it is what was installed last, by this Python, in this place.
packages() {
    lock=requirements/$1.txt
    stamp=.venv/golden-thread-$1
    { printf '%s %s\n' "$PWD" "$(.venv/bin/python --version 2>&1)"; cat "$lock"; } >"$stamp.new"
    if cmp -s "$stamp.new" "$stamp"; then
        rm "$stamp.new"
        return
    fi
    say "Installing the Python packages of $lock into .venv (about half a minute)"
    # Twice quiet: errors only.
    .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --no-input \
        --require-hashes --only-binary :all: --no-deps --requirement "$lock" ||
        stop "The packages could not be installed: see the lines above. Nothing outside .venv was changed."
    mv "$stamp.new" "$stamp"
}

# An environment that was made in another place, or by another Python, does not work any more.
usable() {
    .venv/bin/python -c 'import pip' >/dev/null 2>&1 || return 1
    [ -z "${PYTHON:-}" ] || [ "$("$PYTHON" --version 2>&1)" = "$(.venv/bin/python --version 2>&1)" ] || return 1
    [ ! -f .venv/golden-thread-run ] && return
    [ "$(head -n 1 .venv/golden-thread-run)" = "$PWD $(.venv/bin/python --version 2>&1)" ]
}

need_environment() {
    usable && return
    need_python
    need_venv
    # A link to another project's packages: clearing would empty that one.
    [ ! -L .venv ] || rm .venv
    clear=
    [ ! -f .venv/golden-thread-run ] || clear=--clear
    # shellcheck disable=SC2086 # $clear is one word or none
    "$python" -m venv $clear .venv
}

need_environment
python=.venv/bin/python
need_pdf_libraries
packages run

if [ "$wanted" = test ]; then
    have chromium || apt "The tests open pages in a browser." chromium
    [ "$(uname -s)" != Linux ] || load libatomic.so.1 || apt "The browser tests need another library." libatomic1
    have pdftotext || apt "The tests read PDFs." poppler-utils
    have java || apt "The tests check PDFs against their standards with veraPDF, which needs Java." default-jre-headless
    have git || apt "The tests use git." git
    packages test
fi
