<?php
// Counts logins with a wrong application password, and locks everybody out after the third.
add_action('application_password_failed_authentication', function () {
    static $counted = false; // WordPress looks at the same login more than once in a request.
    if ($counted) {
        return;
    }
    $counted = true;
    file_put_contents(WP_CONTENT_DIR . '/host/failed', "1\n", FILE_APPEND);
});
add_filter('rest_authentication_errors', function ($result) {
    // The account is looked at now, so that a wrong password is noticed before anything else.
    wp_get_current_user();
    $failed = @file(WP_CONTENT_DIR . '/host/failed') ?: [];
    return count($failed) < 4 || !file_exists(WP_CONTENT_DIR . '/host/locks') ? $result
        : new WP_Error('too_many_retries', 'Quá nhiều lần đăng nhập sai', ['status' => 403]);
}, 5);
