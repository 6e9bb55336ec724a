#include "scene.glsl"
#include "pose.glsl"
in vec3 in_position;
in vec4 in_normal;   // xyz from bytes round 128; w sway / 2
in vec4 in_colour;   // rgb; a glow
in vec4 in_shade;    // rgb; a ink width / 2
in vec2 in_uv;
in uvec4 in_bones;   // two joints, weight of the second * 255, surface

vec3 posed_normal;

vec3 posed() {
    float second = float(in_bones.z) / 255.0;
    int a = int(in_bones.x) * 3, b = int(in_bones.y) * 3;
    vec4 row_x = mix(bones[a], bones[b], second);
    vec4 row_y = mix(bones[a + 1], bones[b + 1], second);
    vec4 row_z = mix(bones[a + 2], bones[b + 2], second);
    vec4 rest = vec4(in_position, 1.0);
    vec3 facing = in_normal.xyz * 255.0 - 128.0;
    posed_normal = normalize(vec3(dot(row_x.xyz, facing), dot(row_y.xyz, facing), dot(row_z.xyz, facing)));
    vec3 place = vec3(dot(row_x, rest), dot(row_y, rest), dot(row_z, rest));
    // Wet hair and cloth hang heavy and close.
    float loose = in_normal.w * 2.0 * (1.0 - 0.65 * body.w);
    place.z -= in_normal.w * 0.035 * body.w * (in_bones.w == 4u ? 1.0 : 0.4);
    vec4 swing = in_bones.w == 4u ? hair_swing : cloth_swing;
    float phase = dot(in_position, vec3(1.3, 1.7, 0.9));
    vec3 flutter = vec3(sin(eye.w * 4.3 + phase * 2.1), cos(eye.w * 3.7 + phase * 2.0), 0.0) * swing.w;
    return place + loose * (swing.xyz * (0.8 + 0.3 * sin(eye.w * 3.1 + phase * 1.6)) + flutter);
}

#ifdef HULL
flat out vec4 v_ink;
#ifdef COAT
out vec2 v_uv;
uniform vec4 ink_colour;
#endif
void main() {
    vec3 place = posed();
    vec4 clip = view_projection * vec4(place, 1.0);
    vec2 outward = (view_projection * vec4(posed_normal, 0.0)).xy * frame.xy;
    float along = length(outward);
    outward = along > 1e-5 ? outward / along : vec2(0.0);
    float head_px = light.w * body.x / max(clip.w, 0.05);
    float width = in_shade.a * 2.0 * max(shade.w * 1.5 * clamp(head_px / (166.0 * shade.w), 0.45, 1.4), 0.95);
    clip.xy += outward * width * 2.0 * frame.zw * clip.w;
    // Six millimetres back, whatever the distance: a fixed step of the depth buffer grows to a body's width far off.
    clip.z += 0.0006 / max(clip.w, 0.05);
    float away = clip.w - fog_shape.y;
    float hazy = min(1.0 - exp(-max(away, 0.0) * fog_shape.x), fog.w);
    vec3 colour = in_shade.rgb * mix(0.60, 0.42, smoothstep(40.0, 120.0, head_px / shade.w)) * mix(shade.rgb, light.rgb, 0.3) + vec3(0.012, 0.006, 0.02);
#ifdef COAT
    v_uv = in_uv;
    colour = ink_colour.rgb * mix(shade.rgb, light.rgb, 0.3) * 1.15;
#endif
    v_ink = vec4(mix(colour, fog.rgb, hazy), 0.0);
    gl_Position = clip;
}
#elif defined(FLAT)
#ifdef COAT
out vec2 v_uv;
#endif
void main() {
    vec3 place = posed();
#ifdef COAT
    v_uv = in_uv;
#endif
#ifdef SHADOW
    // Laid down on the ground along the light; a low sun is kept from stretching it out of the picture.
    vec3 towards = vec3(key.xy, max(key.z, 0.38));
    place -= towards * ((place.z - body.z) / towards.z);
#endif
    gl_Position = view_projection * vec4(place, 1.0);
}
#else
out vec3 v_place;
out vec3 v_normal;
out vec2 v_uv;
out vec4 v_colour;
out vec3 v_shade;
out vec3 v_rest;
void main() {
    vec3 place = posed();
    v_place = place;
    v_normal = posed_normal;
    v_uv = in_uv;
    v_colour = in_colour;
    v_shade = in_shade.rgb;
    v_rest = in_position;
#ifdef GHOST
    // In the world, not in clip space: a fixed clip offset grows to metres in a wide shot.
    place += normalize(eye.xyz - place) * 0.15 * body.x;
#endif
    gl_Position = view_projection * vec4(place, 1.0);
#ifdef MIRROR
    gl_ClipDistance[0] = place.z - 0.003;
#endif
}
#endif
