<?php
// An extension that closes the search of the interface against robots.
add_filter('rest_pre_dispatch', function ($result, $server, $request) {
    $search = $request->get_param('search');
    return $search === null || $search === '' ? $result
        : new WP_Error('rest_invalid_param', 'Tìm kiếm đã tắt', ['status' => 400]);
}, 10, 3);
