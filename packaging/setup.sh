#!/bin/bash
# Prepares this folder: missing system packages, .venv from requirements.lock, translations. Does nothing when all is there.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.venv/.kashi-stamp
python=${KASHI_PYTHON:-python3}

wanted_stamp() {
    { pwd && cat requirements.lock packaging/system-packages.txt packaging/setup.sh; } | sha256sum | cut -d' ' -f1
}

install_system_packages() {
    command -v dpkg-query >/dev/null || return 0 # not a Debian: the README names what Qt needs
    local listed missing sudo=
    listed=$(grep -v '^#' packaging/system-packages.txt)
    # shellcheck disable=SC2086 # one word a package
    missing=$(comm -23 <(printf '%s\n' $listed | sort) <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' $listed 2>/dev/null |
        sed -n 's/^ii *//p' | sort -u) | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "setup: these system packages are missing and only an administrator can install them: $missing" >&2
            echo "setup: run 'apt-get install $missing' as root, then start again. Nothing was changed." >&2
            exit 1
        fi
        sudo=sudo
    fi
    echo "setup: installing system packages: $missing" >&2
    $sudo apt-get update -qq >/dev/null
    # shellcheck disable=SC2086
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends $missing >/dev/null
}

make_environment() {
    if ! "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))'; then
        echo "setup: Python 3.11 or 3.12 is needed, '$python' is $("$python" --version 2>&1)." >&2
        echo "setup: name another with KASHI_PYTHON=/path/to/python3.11. Nothing was changed." >&2
        exit 1
    fi
    # A moved or half-made environment is made anew; a good one is only brought up to the lock.
    if ! .venv/bin/python -c 'import pip' 2>/dev/null || ! head -n 1 .venv/bin/pip | grep -qF "$PWD/.venv/"; then
        echo "setup: making .venv" >&2
        "$python" -m venv --clear .venv
    fi
    echo "setup: installing the locked packages (some minutes the first time)" >&2
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --only-binary :all: \
        --require-hashes -r requirements.lock >&2
}

make_translations() {
    .venv/bin/python packaging/check_translations.py --release
}

if [ "$(cat "$stamp" 2>/dev/null)" != "$(wanted_stamp)" ] || ! [ -x .venv/bin/python ]; then
    rm -f "$stamp"
    install_system_packages
    make_environment
    wanted_stamp >"$stamp"
fi
make_translations
