#!/usr/bin/env bash
# site.sh - a real, throw-away WordPress on 127.0.0.1 for the journeys.
#
#   site.sh start DIR [PORT]   make the site if DIR has none, run it, print "ready URL"
#   site.sh stop DIR           stop it; a later start brings it back as it was
#   site.sh php DIR CODE       run PHP inside the site, with WordPress loaded
#
# README.md beside this file tells what is in DIR and which settings there are.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
php_flags=(-d memory_limit=256M -d upload_max_filesize=32M -d post_max_size=33M -d date.timezone=UTC
    -d opcache.enable_cli=1 -d opcache.revalidate_freq=0 -d log_errors=1)

main() {
    local command=${1:-}
    dir=${2:-}
    [ -n "$dir" ] || command=''
    case $command in
    start) start "${3:-}" ;;
    stop) [ ! -e "$dir/.newsdesk-site" ] || { enter; halt; } ;;
    php) inside "${3:?what PHP to run}" ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
    esac
}

start() {
    local port=$1 base=${WP_SITE_BASE:-} url
    mkdir -p -- "$dir"
    [ -e "$dir/.newsdesk-site" ] || [ -z "$(ls -A -- "$dir")" ] || die "neither empty nor a site of ours: $dir"
    chmod 700 -- "$dir"
    enter
    [[ $port =~ ^[0-9]{0,5}$ ]] && [ "$((10#0$port))" -le 65535 ] || die "no port number: $port"
    [ -n "$base" ] || base=$(cat "$dir/base" 2>/dev/null || true) # where it was made to be
    [[ $base =~ ^(/[A-Za-z0-9_-]+)*$ ]] || die "WP_SITE_BASE is no path: $base"
    [ ${#dir} -le 95 ] || die "the path is too long for a database socket: $dir"
    if runs_already "$port"; then
        echo "ready $(cat "$dir/url")"
        return
    fi

    # shellcheck source=tests/wordpress/core.sh
    . "$here/core.sh"
    provide_core
    trap halt EXIT # unless it comes up
    end "$dir/php.pid" "$dir/www"
    [ -e "$dir/site.json" ] || lay_out "$base" # never finished: what is there may be half made
    port=$(choose_port "$port")
    url=http://127.0.0.1:$port$base
    start_database
    echo "$port" >"$dir/port"
    echo "$base" >"$dir/base"
    echo "$url" >"$dir/url"
    WP_URL=$url WP_LOCALE=${WP_SITE_LOCALE:-vi} \
        php "${php_flags[@]}" "$here/install.php" "$dir" "$dir/www$base" 9>&- >&2 ||
        die "WordPress could not be set up in $dir"
    start_server "$port" "$base"
    await_answer "$url"
    trap - EXIT
    echo "ready $url"
}

# Makes dir absolute and takes its lock, so that starts and stops come one at a time. The lock's file also marks dir as
# ours, where we may write and delete.
enter() {
    dir=$(cd -- "$dir" && pwd -P)
    exec 9>"$dir/.newsdesk-site"
    flock 9
}

runs_already() {
    alive "$dir/php.pid" "$dir/www" && alive "$dir/db.pid" "$dir/db" && [ -e "$dir/site.json" ] &&
        { [ -z "$1" ] || [ "$1" = "$(cat "$dir/port")" ]; }
}

lay_out() {
    halt
    rm -rf -- "$dir/db" "$dir/www"
    mkdir -p -- "$dir/www$1"
    cp -r -- "$core/." "$dir/www$1/"
    mkdir -p -- "$dir/www$1/wp-content/uploads" "$dir/www$1/wp-content/mu-plugins"
}

# The port that is asked for, else the one it had, else a free one.
choose_port() {
    if [ -n "$1" ]; then
        free_port "$1" || die "port $1 is taken"
    else
        free_port "$(cat "$dir/port" 2>/dev/null || echo 0)" || free_port 0
    fi
}

free_port() {
    php -r '($s = @stream_socket_server("tcp://127.0.0.1:$argv[1]")) || exit(1);
            echo explode(":", stream_socket_get_name($s, false))[1];' "$1"
}

# A MariaDB of our own, with neither TCP nor accounts: it is reached by a socket in a folder that only we can enter, and so
# needs no system tables. MariaDB and not SQLite, for its collation decides which slugs and terms WordPress takes as equal.
start_database() {
    ! alive "$dir/db.pid" "$dir/db" || return 0
    local flags=(--tmpdir="$dir" --skip-networking --skip-grant-tables --max-connections=50
        --character-set-server=utf8mb4 --collation-server=utf8mb4_unicode_520_ci
        --innodb-buffer-pool-size=32M --innodb-log-file-size=16M
        --innodb-flush-log-at-trx-commit=2 --innodb-stats-persistent=0)
    [ "$(id -u)" != 0 ] || flags+=(--user=root)
    if [ ! -d "$dir/db" ]; then
        # A first run that ends properly: until then InnoDB's new files do not survive a kill.
        rm -rf -- "$dir/db.new"
        mkdir -- "$dir/db.new"
        mariadbd --no-defaults "${flags[@]}" --datadir="$dir/db.new" --bootstrap \
            </dev/null >"$dir/db.log" 2>&1 9>&- || die "no database; see $dir/db.log"
        mv -- "$dir/db.new" "$dir/db"
    fi
    setsid mariadbd --no-defaults "${flags[@]}" --datadir="$dir/db" --socket="$dir/db.sock" \
        --pid-file="$dir/db/pid" </dev/null >>"$dir/db.log" 2>&1 9>&- &
    echo $! >"$dir/db.pid"
}

start_server() {
    # shellcheck disable=SC2086  # WP_SITE_PHP is a list of words
    WP_SITE_BASE=$2 PHP_CLI_SERVER_WORKERS=${WP_SITE_WORKERS:-4} setsid \
        php "${php_flags[@]}" ${WP_SITE_PHP:-} -S "127.0.0.1:$1" -t "$dir/www" "$here/router.php" \
        </dev/null >>"$dir/php.log" 2>&1 9>&- &
    echo $! >"$dir/php.pid"
}

await_answer() {
    local round
    for ((round = 0; round < 150; round++)); do
        if php -r 'exit(strpos((string) @file_get_contents($argv[1]), "namespaces") ? 0 : 1);' \
            "$1/index.php?rest_route=/" && alive "$dir/php.pid" "$dir/www"; then
            return
        fi
        # Give it a moment to appear among the processes before its absence means something.
        [ $round -lt 30 ] || alive "$dir/php.pid" "$dir/www" || break
        sleep 0.1
    done
    die "no answer from $1: $(tail -n 3 -- "$dir/php.log")"
}

# Loaded as wp-cron.php would be: any other page counts as a visit, and visits start jobs that are due.
inside() {
    local root
    root=$(cd -- "$dir" && pwd -P)
    exec php "${php_flags[@]}" -r '$_SERVER["REQUEST_URI"] = "/wp-cron.php"; require $argv[1]; eval($argv[2]);' \
        "$root/www$(cat "$root/base")/wp-load.php" "$1"
}

halt() {
    end "$dir/php.pid" "$dir/www"
    end "$dir/db.pid" "$dir/db"
}

# end PIDFILE WORD: ends the process group that we started, softly, and after ten seconds for certain.
end() {
    local pid round
    if alive "$1" "$2"; then
        pid=$(cat "$1")
        kill -TERM -- "-$pid" 2>/dev/null || true
        for ((round = 0; round < 100; round++)); do
            alive "$1" "$2" || break
            sleep 0.1
        done
        ! alive "$1" "$2" || kill -KILL -- "-$pid" 2>/dev/null || true
    fi
    rm -f -- "$1"
}

# alive PIDFILE WORD: does that process group run, and is it ours? The number may have been given to another meanwhile.
alive() {
    local pid
    pid=$(cat "$1" 2>/dev/null) && [ -n "$pid" ] && pgrep -a -g "$pid" | grep -qF -- "$2"
}

die() {
    echo "site.sh: $*" >&2
    exit 1
}

main "$@"
