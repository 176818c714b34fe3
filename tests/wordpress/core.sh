# Read by site.sh: gets WordPress and what it runs on from Debian's packages. Sets core, the folder of an unpacked
# WordPress that all sites are copied from.
# shellcheck shell=bash

if [ "$(id -u)" = 0 ]; then cache=/var/cache/newsdesk-wordpress; else cache=${XDG_CACHE_HOME:-$HOME/.cache}/newsdesk-wordpress; fi
cache=${WP_SITE_CACHE:-$cache}
suite=${WP_SITE_SUITE:-}
core=$cache/core${suite:+-$suite}

# What must be installed, as none of it starts a service. WordPress itself is only unpacked: installed, it would bring a web
# server, files in /etc and one place in /var/lib for all sites.
installed=(php-cli php-mysql php-gd php-mbstring php-xml php-curl mariadb-server-core procps)

provide_core() {
    local package missing=()
    for package in "${installed[@]}"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} != 0 ] || [ ! -e "$core/wp-load.php" ] || return 0
    mkdir -p -- "$cache"
    exec 8>"$cache/.lock"
    flock 8
    as_root apt update || echo "site.sh: going on with the package lists that are here" >&2
    if [ ${#missing[@]} != 0 ]; then
        echo "site.sh: installing what WordPress runs on: ${missing[*]}" >&2
        as_root apt install -y --no-install-recommends "${missing[@]}" || die "cannot install ${missing[*]}"
    fi
    [ -e "$core/wp-load.php" ] || unpack_core || die "cannot get WordPress"
    exec 8>&-
}

# apt ARGUMENT...: without questions, waiting for another one to finish; silent unless it fails.
apt() {
    ${root_by[@]+"${root_by[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600 "$@" \
        </dev/null >"$cache/apt.log" 2>&1 8>&- 9>&- && return
    tail -n 20 -- "$cache/apt.log" >&2
    return 1
}

as_root() {
    local root_by=()
    [ "$(id -u)" = 0 ] || root_by=(sudo -n)
    "$@"
}

# WordPress, and the packages that its files are links into.
unpack_core() {
    local work linked package from=(-o APT::Sandbox::User=root)
    work=$(mktemp -d "$cache/unpack.XXXXXX")
    [ -z "$suite" ] || lists_of_suite "$work" || return
    linked=$(apt-cache "${from[@]}" show --no-all-versions wordpress | grep -E '^(Depends|Recommends):' |
        grep -oE '(libjs|libphp|wordpress)-[a-z0-9-]+|php-getid3' | sort -u)
    # shellcheck disable=SC2086  # a list of names
    (cd -- "$work" && apt "${from[@]}" download wordpress $linked &&
        for package in *.deb; do dpkg-deb -x "$package" root || exit; done) || return
    # Neither Debian's settings nor its certificate link, which points out of the tree; no language but Vietnamese.
    (cd -- "$work/root/usr/share/wordpress" &&
        rm -f .htaccess wp-config.php wp-includes/certificates/ca-bundle.crt &&
        { [ ! -d wp-content/languages ] || find wp-content/languages -type f ! -name '*vi.*' -delete; } &&
        cp -rL . "$work/core") || return
    rm -rf -- "$core"
    mv -- "$work/core" "$core"
    rm -rf -- "$work"
}

# Lists of another suite in a folder of their own, from where this machine has those of its own suite.
lists_of_suite() {
    local place
    place=$(. /etc/os-release && apt-get indextargets --format '$(SITE)' \
        'Created-By: Packages' "Codename: $VERSION_CODENAME" | head -n 1)
    mkdir -p -- "$1/lists/partial"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $place $suite main" >"$1/list"
    from+=(-o Dir::Etc::sourcelist="$1/list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$1/lists"
        -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=)
    apt "${from[@]}" update
}
