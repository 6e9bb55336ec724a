// The outline's hull in clip space: a posed vertex moved outwards by the ink's width. After "posed.glsl".
vec4 swollen(vec3 place) {
    vec4 clip = view_projection * vec4(place, 1.0);
    vec2 outward = (view_projection * vec4(posed_normal, 0.0)).xy * frame.xy;
    float along = length(outward);
    outward = along > 1e-5 ? outward / along : vec2(0.0);
    float head_px = light.w * body.x / max(clip.w, 0.05);
    float width = in_shade.a * 2.0 * max(shade.w * 1.5 * clamp(head_px / (166.0 * shade.w), 0.45, 1.4), 0.95) * look_form.x;
    clip.xy += outward * width * 2.0 * frame.zw * clip.w;
    // Six millimetres back, whatever the distance: a fixed step of the depth buffer grows to a body's width far off.
    clip.z += 0.0006 / max(clip.w, 0.05);
    return clip;
}
