<?php
// An extension that tells nobody about accounts, for fear of guessers.
add_filter('rest_pre_dispatch', function ($result, $server, $request) {
    return strpos($request->get_route(), '/wp/v2/users') !== 0 ? $result
        : new WP_Error('rest_user_cannot_view', 'Danh sách tài khoản đã khóa', ['status' => 403]);
}, 10, 3);
