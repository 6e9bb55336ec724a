uniform sampler2D depths;
uniform sampler2D shadow;      // people and props laid down on the ground
flat in vec4 v_height_row;     // as in ground_shadow_vertex.glsl
flat in vec4 v_scale_row;
flat in vec4 v_tone;
flat in vec4 v_steps;
layout(location = 0) out vec4 o_colour;

void main() {
    vec2 at = gl_FragCoord.xy * v_steps.xy, step_ = v_steps.zw;
    float dark = texture(shadow, at).r;
    if (dark < 0.004) discard;
    dark = dark * 2.0 + texture(shadow, at + step_).r + texture(shadow, at - step_).r;
    dark += texture(shadow, at + vec2(step_.x, -step_.y)).r + texture(shadow, at - vec2(step_.x, -step_.y)).r;
    dark = smoothstep(0.15, 0.85, dark / 6.0);
    if (dark < 0.01) discard;
    vec4 clip = vec4(vec3(at, texelFetch(depths, ivec2(gl_FragCoord.xy), 0).r) * 2.0 - 1.0, 1.0);
    float height = dot(v_height_row, clip) / dot(v_scale_row, clip);
    dark *= v_tone.a * smoothstep(0.45, 0.15, abs(height));
    if (dark < 0.01) discard;
    o_colour = vec4(mix(vec3(1.0), v_tone.rgb, dark), 1.0);
}
