in vec2 v_uv;
flat in vec4 v_colour;
uniform sampler2D depths;
uniform vec2 near;     // depth-buffer values: no light lies before the first, all of it before the second
layout(location = 0) out vec4 o_colour;
void main() {
    float across = 1.0 - abs(v_uv.x);
    float lit = smoothstep(0.0, 1.0, across) * smoothstep(1.0, 0.15, v_uv.y);
    lit *= mix(0.25, 1.0, smoothstep(near.x, near.y, texelFetch(depths, ivec2(gl_FragCoord.xy), 0).r));
    o_colour = vec4(v_colour.rgb * v_colour.a * lit, 0.0);
}
