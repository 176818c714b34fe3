<?php
// A site that keeps no keywords.
add_action('init', fn() => unregister_taxonomy_for_object_type('post_tag', 'post'), 20);
