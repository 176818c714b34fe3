<?php
// What extensions print before the data: a byte order mark and a warning.
add_filter('rest_pre_serve_request', function ($served) {
    if (strpos($_SERVER['HTTP_USER_AGENT'] ?? '', 'Newsdesk') !== 0) {
        return $served;
    }
    echo "\u{feff}<br />\n<b>Notice</b>:  Undefined index: x[0] in <b>/plugin.php</b> on line <b>7</b><br />\n";
    return $served;
});
