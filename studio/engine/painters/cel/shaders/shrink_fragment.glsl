in vec2 v_uv;
uniform sampler2D picture;
uniform vec2 step_px;        // one texel of the picture
#ifdef NEAR
uniform sampler2D depths;
uniform vec2 near;           // depth-buffer values where the softness is full and where it ends
#endif
layout(location = 0) out vec4 o_colour;
void main() {
    vec4 sum = vec4(0.0);
    for (int i = 0; i < 9; i++) {
        vec4 here = texture(picture, v_uv + vec2(float(i % 3) - 1.0, float(i / 3) - 1.0) * step_px);
#ifdef NEAR
        vec2 at = v_uv + vec2(float(i % 3) - 1.0, float(i / 3) - 1.0) * step_px;
        here.a = 1.0 - smoothstep(near.x, near.y, texture(depths, at).r);
        here.rgb *= here.a;
#endif
#ifdef BRIGHT
        float peak = max(max(here.r, here.g), here.b);
        here.rgb *= here.a * 1.1 + smoothstep(0.90, 1.05, peak) * 0.45;
#endif
        sum += here;
    }
    o_colour = sum / 9.0;
}
