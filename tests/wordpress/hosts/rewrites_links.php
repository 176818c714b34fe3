<?php
// An extension that leads links through a page of its own.
add_filter('content_save_pre', function ($content) {
    return preg_replace('~href=\\\\?"(https?://[^"\\\\]+)~', 'href=\"' . home_url('/go?to=') . '$1', $content);
}, 99);
