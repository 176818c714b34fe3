<?php
// The same for the addresses of uploads.
add_filter('wp_insert_attachment_data', function ($data) {
    $data['post_name'] = 'tep-' . substr(md5($data['post_name'] . microtime()), 0, 12);
    return $data;
});
