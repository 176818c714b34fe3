<?php
// An extension that gives uploads names of its own, as some do for search machines.
add_filter('wp_handle_sideload_prefilter', 'newsdesk_renamed');
add_filter('wp_handle_upload_prefilter', 'newsdesk_renamed');
function newsdesk_renamed($file)
{
    $file['name'] = 'bao-thu-' . md5($file['name'] . microtime()) . '.jpg';
    return $file;
}
