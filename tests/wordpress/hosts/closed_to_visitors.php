<?php
// An extension that closes the interface to who is not signed in.
add_filter('rest_authentication_errors', function ($result) {
    return !empty($result) || is_user_logged_in() ? $result
        : new WP_Error('rest_login_required', 'Chỉ dành cho người đã đăng nhập', ['status' => 401]);
}, 99);
