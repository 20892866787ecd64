#!/usr/bin/env bash
# Installs what is missing: setup.sh [build] [test] [bench]. What is there already is not touched.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

build=(libsqlite3-dev libpq-dev libsodium-dev libzip-dev libfido2-dev libqrencode-dev pkg-config cracklib-runtime tzdata python3)
test=(postgresql chromium poppler-utils zbar-tools default-jre-headless python3-venv openssl curl apache2-bin libapache2-mod-auth-openidc)
bench=(postgresql wrk python3 python3-cryptography gcc)

# A Java, Python or C compiler that is there already will do, whichever package it came from.
is_there() {
    case $1 in
        default-jre-headless) command -v java >/dev/null && return 0 ;;
        python3) command -v python3 >/dev/null && return 0 ;;
        python3-cryptography) python3 -c 'import cryptography' 2>/dev/null && return 0 ;;
        gcc) command -v cc >/dev/null && return 0 ;;
        python3-venv) python3 -c 'import ensurepip, venv' 2>/dev/null && return 0 ;;
    esac
    [ "$(dpkg-query -W -f='${Status}' "$1" 2>/dev/null)" = "install ok installed" ]
}

install_packages() {
    local missing=() root=()
    for package in "$@"; do is_there "$package" || missing+=("$package"); done
    [ ${#missing[@]} -gt 0 ] || return 0
    [ "$(id -u)" -eq 0 ] || root=(sudo)
    [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || die "As root, install: ${missing[*]}"
    say "Installing from Debian (a minute or two): ${missing[*]}"
    # Debian would start a database server of its own beside the private ones that the tests start.
    if [[ " ${missing[*]} " == *" postgresql "* ]]; then
        "${root[@]}" mkdir -p /etc/postgresql-common/createcluster.d
        echo "create_main_cluster = false" \
            | "${root[@]}" tee /etc/postgresql-common/createcluster.d/digione.conf >/dev/null
    fi
    "${root[@]}" apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        "${missing[@]}" >/dev/null
}

install_python_tools() {
    local wanted stamp=.venv/requirements.stamp
    wanted=$( (cat Checks/Outside/requirements.txt; python3 --version) | sha256sum)
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return 0
    say "Installing Python tools from PyPI into .venv (about half a minute)"
    python3 -m venv --clear .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -r Checks/Outside/requirements.txt
    printf '%s\n' "$wanted" >"$stamp"
}

command -v swift >/dev/null || die "DigiOne is built with Swift 6.3 or later, which is not on the PATH."

packages=()
for part in "$@"; do
    case $part in
        build) packages+=("${build[@]}") ;;
        test) packages+=("${test[@]}") ;;
        bench) packages+=("${bench[@]}") ;;
        *) die "setup.sh knows build, test and bench" ;;
    esac
done
install_packages "${packages[@]}"
[[ " $* " != *" test "* ]] || install_python_tools
