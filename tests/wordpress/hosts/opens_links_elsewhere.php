<?php
// An extension that opens links in a new window.
add_filter('content_save_pre', function ($content) {
    return preg_replace('/<a (?![^>]*target=)([^>]*href=)/', '<a target=\"_blank\" rel=\"noopener nofollow\" $1', $content);
}, 99);
