<?php
// A site of many that has used up its space: what the attachments' controller answers there (check_upload_size).
add_filter('rest_pre_dispatch', function ($result, $server, $request) {
    $uploads = $request->get_method() === 'POST' && $request->get_route() === '/wp/v2/media';
    return !$uploads || !file_exists(WP_CONTENT_DIR . '/host/full') ? $result
        : new WP_Error('rest_upload_limited_space', 'Không đủ chỗ. Cần thêm 12 KB.', ['status' => 400]);
}, 10, 3);
