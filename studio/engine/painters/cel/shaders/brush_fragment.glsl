// A set laid in with a flat brush: dabs of one colour each, which lie on what they paint and not on the glass.
#include "scene.glsl"
in vec2 v_uv;
uniform sampler2D picture;
uniform sampler2D depths;
uniform sampler2D brush;     // r low drift, b fine noise
uniform mat4 to_world;
uniform float strength;
uniform float guard;     // 1 where the picture is sharp: what stands in front is not dragged into what is behind it
layout(location = 0) out vec4 o_colour;

// The brush on a surface at one size; the size goes with the distance by doubling, and the two nearest are mixed.
vec4 dab(vec2 on, float size) {
    return texture(brush, on * vec2(0.060, 0.034) / size);
}

void main() {
    float z = texelFetch(depths, ivec2(gl_FragCoord.xy), 0).r;
    vec4 place = to_world * vec4(v_uv * 2.0 - 1.0, min(z, 0.99999) * 2.0 - 1.0, 1.0);
    vec3 on = place.xyz / place.w;
    float away = max(length(on - eye.xyz), 0.5);
    vec3 ray = (on - eye.xyz) / away;
    bool sky = z > 0.99998;
    vec2 flat_ = sky ? vec2(atan(ray.x, ray.y) * 22.0, ray.z * 50.0) : vec2(on.x + 0.63 * on.y, on.z * 1.7 - 0.41 * on.y + 0.2 * on.x);
    float doubling = sky ? 2.0 : log2(away * 900.0 / light.w);
    float size = exp2(floor(doubling));
    vec4 stroke = mix(dab(flat_, size), dab(flat_, size * 2.0), fract(doubling));
    vec2 pull = (stroke.rb - 0.5) * vec2(44.0, 26.0) * shade.w * strength;
    vec2 from = v_uv + pull * frame.zw;
    from = guard > 0.5 && texture(depths, from).r < z - 0.004 ? v_uv : from;
    vec4 k = texture(picture, from);
    float bristle = smoothstep(0.43, 0.57, stroke.b) - 0.5, load = smoothstep(0.38, 0.62, stroke.r) - 0.5;
    float shown = strength * (sky ? 0.45 : 1.0);
    vec3 tone = k.rgb * (1.0 + shown * (0.15 * bristle + 0.17 * load));
    tone += shown * (0.07 * bristle + 0.05 * load) * vec3(0.9, 0.25, -1.0) * k.rgb;
    o_colour = vec4(clamp(tone, 0.0, 1.0), k.a);
}
