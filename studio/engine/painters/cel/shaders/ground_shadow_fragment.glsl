#include "scene.glsl"
in vec2 v_uv;
uniform sampler2D depths;
uniform sampler2D shadow;      // people and props laid down on the ground
uniform vec4 height_row;       // of clip-to-world: the world height of a clip place
uniform vec4 scale_row;
uniform vec3 tone;             // what the ground is multiplied by in full shadow
uniform float strength;
uniform vec2 step_px;
layout(location = 0) out vec4 o_colour;

void main() {
    float dark = texture(shadow, v_uv).r;
    if (dark < 0.004) discard;
    dark = dark * 2.0 + texture(shadow, v_uv + step_px).r + texture(shadow, v_uv - step_px).r;
    dark += texture(shadow, v_uv + vec2(step_px.x, -step_px.y)).r + texture(shadow, v_uv - vec2(step_px.x, -step_px.y)).r;
    dark = smoothstep(0.15, 0.85, dark / 6.0);
    if (dark < 0.01) discard;
    vec4 clip = vec4(v_uv, texelFetch(depths, ivec2(gl_FragCoord.xy), 0).r, 1.0) * 2.0 - 1.0;
    clip.w = 1.0;
    float height = dot(height_row, clip) / dot(scale_row, clip);
    dark *= strength * smoothstep(0.45, 0.15, abs(height));
    if (dark < 0.01) discard;
    o_colour = vec4(mix(vec3(1.0), tone, dark), 1.0);
}
