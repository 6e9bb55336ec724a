in vec2 v_uv;
uniform sampler2D depths;
uniform sampler2D soft;
uniform vec2 focus;       // depth-buffer values where the softness begins and is full
layout(location = 0) out vec4 o_colour;
void main() {
    float amount = smoothstep(focus.x, focus.y, texelFetch(depths, ivec2(gl_FragCoord.xy), 0).r);
    if (amount < 0.01) discard;
    o_colour = vec4(texture(soft, v_uv).rgb, amount);
}
