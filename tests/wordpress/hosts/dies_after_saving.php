<?php
// An extension that breaks when a post was saved, once.
add_action('rest_after_insert_post', function ($post, $request, $creating) {
    $done = WP_CONTENT_DIR . '/host/died';
    if ($creating && !file_exists($done)) {
        touch($done);
        throw new Error('an extension broke');
    }
}, 10, 3);
