<?php
// Does for PHP's built-in server what rewrite rules do for a web server: files that exist are served or run as they are,
// everything else below the base is WordPress's, and what lies outside the base does not exist.
$base = (string) getenv('WP_SITE_BASE');
$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode((string) preg_replace('/[?#].*/s', '', $_SERVER['REQUEST_URI']));

if ($path !== $base && !str_starts_with($path, "$base/")) {
    http_response_code(404);
    header('Content-Type: text/html; charset=utf-8');
    echo '<!DOCTYPE html><title>404 Not Found</title><h1>Not Found</h1>';
    return true;
}
if (is_file($root . $path) || (str_ends_with($path, '/') && is_file("$root{$path}index.php"))) {
    return false;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = "$base/index.php";
$_SERVER['SCRIPT_FILENAME'] = "$root$base/index.php";
unset($_SERVER['PATH_INFO']);
chdir($root . $base);
require "$root$base/index.php";
