<?php
// A site that is not open yet: every page leads to the login.
add_action('template_redirect', function () {
    if (!is_user_logged_in()) {
        wp_safe_redirect(wp_login_url());
        exit;
    }
});
