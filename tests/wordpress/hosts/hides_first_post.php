<?php
// A copy of the database that lags behind: while the flag is up, no list shows the first post that was made.
add_action('rest_after_insert_post', function ($post, $request, $creating) {
    $known = WP_CONTENT_DIR . '/host/first';
    if ($creating && !file_exists($known)) {
        file_put_contents($known, $post->ID);
    }
}, 10, 3);
add_action('pre_get_posts', function ($query) {
    $known = WP_CONTENT_DIR . '/host/first';
    $ours = strpos($_SERVER['HTTP_USER_AGENT'] ?? '', 'Newsdesk') === 0;
    if ($ours && defined('REST_REQUEST') && file_exists(WP_CONTENT_DIR . '/host/lags') && file_exists($known) && !$query->get('p')) {
        $query->set('post__not_in', [(int) file_get_contents($known)]);
    }
});
