<?php
// A workflow extension: what is scheduled stays so, whoever asks for anything else.
add_filter('wp_insert_post_data', function ($data, $given) {
    $before = empty($given['ID']) ? null : get_post($given['ID']);
    if ($before && $before->post_status === 'future' && $data['post_status'] === 'publish') {
        $data['post_status'] = 'future';
    }
    return $data;
}, 10, 2);
