in vec2 v_uv;
uniform sampler2D picture;
uniform sampler2D spill;        // bloom and halos
uniform vec4 bloom_saturation;  // bloom, saturation, contrast, vignette
uniform vec3 lift;
uniform vec4 tint;              // rgb, strength
uniform vec2 size;
layout(location = 0) out vec4 o_colour;
void main() {
    vec3 k = texelFetch(picture, ivec2(v_uv * size), 0).rgb;
#ifdef BLOOM
    k = 1.0 - (1.0 - k) * (1.0 - clamp(texture(spill, v_uv).rgb * bloom_saturation.x, 0.0, 1.0));
#endif
    float corner = clamp(dot(v_uv - vec2(0.45, 0.40), vec2(0.6, 0.7)), 0.0, 1.0) * tint.a;
    k = 1.0 - (1.0 - k) * (1.0 - tint.rgb * corner);
    k = lift + k * (1.0 - lift);
    float grey = dot(k, vec3(0.30, 0.59, 0.11));
    k = clamp(mix(vec3(grey), k, bloom_saturation.y), 0.0, 1.0);
    k = mix(k, k * k * (3.0 - 2.0 * k), bloom_saturation.z);
    vec2 off = v_uv - 0.5;
    k *= 1.0 - bloom_saturation.w * dot(off, off) * 1.6;
    o_colour = vec4(k, dot(k, vec3(0.30, 0.59, 0.11)));
}
